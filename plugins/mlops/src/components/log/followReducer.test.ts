import {
  followReducer,
  initialFollow,
  type FollowEvent,
} from './followReducer';

const after = (...events: FollowEvent[]) =>
  events.reduce(followReducer, initialFollow);

describe('followReducer', () => {
  it('follows until one scrolls up', () => {
    expect(after({ type: 'grew', lines: 5 })).toEqual({
      following: true,
      unseen: 0,
    });
    expect(after({ type: 'scrolled', atEnd: false }).following).toBe(false);
  });

  it('counts what is written meanwhile', () => {
    expect(
      after(
        { type: 'grew', lines: 5 },
        { type: 'scrolled', atEnd: false },
        { type: 'grew', lines: 2 },
        { type: 'scrolled', atEnd: false },
        { type: 'grew', lines: 1 },
      ),
    ).toEqual({ following: false, unseen: 3 });
  });

  it.each<FollowEvent>([{ type: 'jumped' }, { type: 'scrolled', atEnd: true }])(
    'follows again after %j and forgets the count',
    event => {
      expect(
        after(
          { type: 'scrolled', atEnd: false },
          { type: 'grew', lines: 2 },
          event,
        ),
      ).toEqual({ following: true, unseen: 0 });
    },
  );

  it('stops following for a search hit', () => {
    expect(after({ type: 'held' }).following).toBe(false);
  });
});
