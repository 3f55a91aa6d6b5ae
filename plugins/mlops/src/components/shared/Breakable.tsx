import { Fragment } from 'react';

/** A reference, or a name made like one, that breaks between its parts where it does not fit. */
export function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=[:/])/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </>
  );
}
