import type { z } from 'zod';
import type { ApiContract, RouteName } from './contract';

/** What a route takes; parts that it does not know cannot be given. @public */
export type RouteRequest<N extends RouteName> = Params<ApiContract[N]> &
  Query<ApiContract[N]> &
  Body<ApiContract[N]> & {
    /** Ends the request. */
    signal?: AbortSignal;
    /** In addition to those that the client sets, for example `Range`. */
    headers?: Readonly<Record<string, string>>;
  };

/** What a route gives: the parsed answer, the response itself where it is bytes, or nothing. @public */
export type RouteResponse<N extends RouteName> = ApiContract[N] extends {
  bytes: true;
}
  ? Response
  : ApiContract[N] extends { response: infer S extends z.ZodType }
  ? z.output<S>
  : void;

type Params<C> = C extends { params: infer S extends z.ZodType }
  ? { params: z.input<S> }
  : { params?: undefined };

/** In the types the backend works with; the client writes them into the address. */
type Query<C> = C extends { query: infer S extends z.ZodType }
  ? { query?: Partial<z.output<S>> }
  : { query?: undefined };

type Body<C> = C extends { body: infer S extends z.ZodType }
  ? undefined extends z.input<S>
    ? { body?: z.input<S> }
    : { body: z.input<S> }
  : { body?: undefined };
