import { z } from 'zod';
import { instantSchema } from './shared';

/** Name of the protocol of terminals, which a socket offers together with its ticket. @public */
export const TERMINAL_PROTOCOL = 'mlops.terminal';

/** Where sockets of terminals are opened, below the address of the backend of the suite. @public */
export const TERMINAL_PATH = '/terminals';

/** Bytes that one message of a terminal may have. @public */
export const TERMINAL_MESSAGE_BYTES = 65_536;

/** @public */
export const terminalTicketSchema = z
  .object({
    /** Opens one socket, once, of whoever asked for it. */
    ticket: z.string(),
    expiresAt: instantSchema,
  })
  .meta({ id: 'TerminalTicket' });

/** @public */
export type TerminalTicket = z.infer<typeof terminalTicketSchema>;

const token = z.string().min(1).max(32_768);
const cells = z.int().min(1).max(1_000);

/** What the page says over a socket as text; bytes are what a person types. @public */
export const terminalRequestSchema = z.discriminatedUnion('type', [
  /** The first message: who it is, as in the header `Authorization` without `Bearer`. */
  z.object({ type: z.literal('begin'), token, columns: cells, rows: cells }),
  z.object({ type: z.literal('resize'), columns: cells, rows: cells }),
  /** So many bytes of the terminal are on the page, since its begin; those that are not make it wait. */
  z.object({ type: z.literal('shown'), bytes: z.int().min(0) }),
  /** A newer token of the same person, since rights are asked for again and again. */
  z.object({ type: z.literal('renew'), token }),
]);

/** @public */
export type TerminalRequest = z.infer<typeof terminalRequestSchema>;

/** Why there is no terminal, or no more. @public */
export const TERMINAL_ENDS = [
  /** The shell has ended. */
  'exited',
  'attempt-ended',
  /** It was not opened; `message` says why. */
  'refused',
  /** The right was lost, or the sign-in has ended. */
  'forbidden',
  /** Nobody typed for too long. */
  'idle',
  'too-many',
  /** The backend stops. */
  'stopping',
] as const;

/** @public */
export type TerminalEnd = (typeof TERMINAL_ENDS)[number];

/** What the backend says over a socket as text; bytes are what the terminal shows. @public */
export const terminalNewsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened') }),
  z.object({
    type: z.literal('ended'),
    reason: z.enum(TERMINAL_ENDS),
    message: z.string().optional(),
    exitCode: z.int().optional(),
  }),
]);

/** @public */
export type TerminalNews = z.infer<typeof terminalNewsSchema>;
