import { auditFilterOf, readSubject } from './auditFilter';

const nothing = { search: '', person: '', subject: '' };

describe('a filter of the audit', () => {
  it('asks for no more than the address says', () => {
    expect(auditFilterOf(nothing)).toEqual({});
    expect(
      auditFilterOf({
        ...nothing,
        person: 'user:default/bob',
        subject: 'role:user:bob',
      }),
    ).toEqual({
      person: 'user:default/bob',
      subjectKind: 'role',
      subject: 'user:bob',
    });
  });

  it('lets everything through where the address names nothing', () => {
    expect(readSubject('pipeline:x')).toBeUndefined();
    expect(readSubject('role:')).toBeUndefined();
  });
});
