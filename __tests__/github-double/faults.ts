/** Faults that tests order: what goes wrong, for which request, how often. */
import { Refusal, type Answer } from './answer.ts';

/** Which requests something is about. */
export interface RequestFilter {
  /** Such as `POST`; left out: any. */
  readonly method?: string;
  /** Matched against the decoded path below the API's root, such as `/repos/acme/net/pulls/1/reviews`. */
  readonly path: RegExp;
  /** How many matching requests go through unharmed first (0). */
  readonly skip?: number;
  /** How many matching requests are hit then (1). */
  readonly times?: number;
}

/**
 * What goes wrong. `-after`: the request is carried out, only its answer is lost. `reset` cuts the connection.
 */
type FaultKind =
  | 'secondary-limit'
  | 'primary-limit'
  | 'bad-gateway'
  | 'bad-gateway-after'
  | 'server-error'
  | 'reset'
  | 'reset-after';

/** One ordered fault. */
export interface FaultOrder extends RequestFilter {
  readonly kind: FaultKind;
  /** For limits: 403 (the default) or 429. */
  readonly status?: 403 | 429;
  /** For limits: seconds in `retry-after`, or until the reset (1). */
  readonly seconds?: number;
}

/** The orders of one kind that are still open. */
export interface Orders<T extends RequestFilter> {
  readonly add: (order: T) => void;
  /** Counts a request against all orders that match it, and gives those that hit it. */
  readonly take: (method: string, path: string) => readonly T[];
}

/** An empty list of orders. */
export const createOrders = <T extends RequestFilter>(): Orders<T> => {
  const open: { readonly order: T; seen: number }[] = [];
  return {
    add: (order) => void open.push({ order, seen: 0 }),
    take: (method, path) =>
      open
        .filter(({ order }) => (order.method ?? method) === method && order.path.test(path))
        .filter((entry) => {
          entry.seen += 1;
          const { skip = 0, times = 1 } = entry.order;
          return entry.seen > skip && entry.seen <= skip + times;
        })
        .map(({ order }) => order),
  };
};

/** Whether the request is carried out before the fault strikes. */
export const strikesAfter = ({ kind }: FaultOrder): boolean => kind.endsWith('-after');

const badGateway: Answer = {
  status: 502,
  content: { text: '<html><body><h1>502 Bad Gateway</h1></body></html>', mediaType: 'text/html' },
  headers: {},
};

/** The answer of a fault; `reset` cuts the connection instead of answering. */
export const faultAnswer = ({ kind, status = 403, seconds = 1 }: FaultOrder): Answer | 'reset' => {
  switch (kind) {
    case 'secondary-limit':
      return new Refusal(
        status,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        { headers: { 'retry-after': String(seconds) } },
      ).answer;
    case 'primary-limit':
      return new Refusal(status, 'API rate limit exceeded for installation.', {
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + seconds),
        },
      }).answer;
    case 'server-error':
      return new Refusal(500, 'Server Error').answer;
    case 'bad-gateway':
    case 'bad-gateway-after':
      return badGateway;
    case 'reset':
    case 'reset-after':
      return 'reset';
  }
};
