/** Whether a peering has its counterpart at the other end. */
import type { Link, Peering } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { mayBeTwins } from '../model/possible-twins.ts';
import { endOf } from '../model/queries.ts';
import type { Range } from '../text/range.ts';
import { editingRange } from '../values/origin.ts';
import type { UnknownReason } from '../values/value.ts';
import { knownName, linkedEntity, placeOfLink, whyNotRead } from './links.ts';
import { observedDoubt } from './observed.ts';

/** The counterpart of a peering. */
export type WayBack =
  | { readonly state: 'declared'; readonly peering: Peering }
  /** The construct that declares the peering makes both ends. */
  | { readonly state: 'created' }
  /** The other end is in what was read, and nothing in what was read can be the counterpart. */
  | { readonly state: 'missing' }
  | { readonly state: 'unknown'; readonly reason: UnknownReason; readonly range: Range };

/** Gives the function that finds the counterpart of any peering of the model. */
export function wayBackFinder(model: NetworkModel): (peering: Peering) => WayBack {
  const index = new PeeringIndex(model);
  return (peering) => findWayBack(index, peering);
}

function findWayBack(index: PeeringIndex, peering: Peering): WayBack {
  const { createsBothEnds: both, from, to } = peering;
  // A peering could not be connected without its counterpart.
  const isLive = peering.liveState === 'connected';
  if (both.state === 'unknown' && isLive) return { state: 'created' };
  if (both.state === 'unknown') return unknown(both.reason, editingRange(both.origin));
  if (both.state === 'known' && both.value) return { state: 'created' };
  const back = index.certain(to, from, peering);
  if (back?.possible !== undefined) return unknown(back.possible, back.range);
  if (back !== undefined) return { state: 'declared', peering: back };
  if (isLive) return { state: 'created' };
  if (to.state !== 'resolved' || from.state === 'absent') return unknown(reasonOf(to, from), placeOfLink(to));
  const candidate = index.candidate(to, from, peering);
  if (candidate === undefined) {
    const doubt = index.twin(to, from, peering) ?? index.unseen(to);
    return doubt === undefined ? { state: 'missing' } : unknown(doubt.reason, doubt.range);
  }
  return unknown(reasonOf(candidate.to, candidate.from, from), candidate.range);
}

function unknown(reason: UnknownReason, range: Range): WayBack {
  return { state: 'unknown', reason, range };
}

function reasonOf(...ends: readonly Link[]): UnknownReason {
  for (const end of ends) {
    const reason = whyNotRead(end);
    if (reason !== undefined) return reason;
  }
  return { code: 'failed', message: 'the peering does not name both networks' };
}

/**
 * Peerings by all that their ends can be, so that a counterpart is found without looking at every peering. The end of
 * a link goes by its id or key, by its name, and by how much is known of it.
 */
class PeeringIndex {
  readonly #model: NetworkModel;
  /** Two for each pair of ends: one of them is not the peering whose counterpart is looked for. */
  readonly #byEnds = new Map<string, Peering[]>();

  constructor(model: NetworkModel) {
    this.#model = model;
    for (const peering of model.all('peering')) {
      for (const from of this.#slots(peering.from)) {
        for (const to of this.#slots(peering.to)) this.#add(`${from}\0${to}`, peering);
      }
    }
  }

  /** The peering between exactly these ends; one that certainly exists before one that may. */
  certain(from: Link, to: Link, except: Peering): Peering | undefined {
    const [start, end] = [endOf(from), endOf(to)];
    return start === undefined || end === undefined
      ? undefined
      : this.#get(`end ${start}\0end ${end}`, except);
  }

  /** A peering of which it cannot be ruled out that it joins these ends. */
  candidate(from: Link, to: Link, except: Peering): Peering | undefined {
    for (const start of this.#lookups(from)) {
      for (const end of this.#lookups(to)) {
        const found = this.#get(`${start}\0${end}`, except);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** A peering that runs between networks of these names: they may be the declared ones, with what they have today. */
  twin(
    from: Link,
    to: Link,
    except: Peering,
  ): { readonly reason: UnknownReason; readonly range: Range } | undefined {
    for (const start of [...this.#own(from), ...this.#namesakes(from)]) {
      for (const end of [...this.#own(to), ...this.#namesakes(to)]) {
        const found = this.#get(`${start}\0${end}`, except);
        const pairs =
          found &&
          ([
            [found.from, from],
            [found.to, to],
          ] as const);
        if (pairs?.every(([running, declared]) => this.#mayBe(running, declared)) !== true) continue;
        const message = `what runs as ${this.#nameOf(from) ?? 'one end'} and ${this.#nameOf(to) ?? 'the other'} may be these networks: the code does not tell where they are deployed`;
        return { reason: { code: 'ambiguous', message, range: except.range }, range: except.range };
      }
    }
    return undefined;
  }

  #own(end: Link): readonly string[] {
    const own = endOf(end);
    return own === undefined ? [] : [`end ${own}`];
  }

  #namesakes(end: Link): readonly string[] {
    const name = this.#nameOf(end);
    return name === undefined ? [] : [`called ${name}`];
  }

  #mayBe(running: Link, declared: Link): boolean {
    if (endOf(running) === endOf(declared)) return true;
    const [a, b] = [running, declared].map((link) => linkedEntity(this.#model, link, 'network'));
    return a !== undefined && b !== undefined && mayBeTwins(a, b);
  }

  /** Why a network can have peerings that nothing shows. */
  unseen(end: Link): { readonly reason: UnknownReason; readonly range: Range } | undefined {
    const network = linkedEntity(this.#model, end, 'network');
    return network?.peeringsUnseen === true ? observedDoubt([network], 'its peerings') : undefined;
  }

  #add(ends: string, peering: Peering): void {
    const known = this.#byEnds.get(ends);
    if (known === undefined) this.#byEnds.set(ends, [peering]);
    else if (known.length < 2) known.push(peering);
    else if (peering.possible === undefined && known[1]?.possible !== undefined) known[1] = peering;
  }

  #get(ends: string, except: Peering): Peering | undefined {
    const others = this.#byEnds.get(ends)?.filter((peering) => peering !== except) ?? [];
    return others.find((peering) => peering.possible === undefined) ?? others[0];
  }

  /** Under what the end of a peering is filed. */
  #slots(end: Link): readonly string[] {
    if (end.state === 'absent') return [];
    const name = this.#nameOf(end);
    const own = endOf(end);
    const slots = ['all', ...(own === undefined ? [] : [`end ${own}`])];
    if (end.state === 'resolved') return [...slots, name === undefined ? 'nameless' : `called ${name}`];
    return [...slots, 'open', name === undefined ? 'anything' : `named ${name}`];
  }

  /** Under what an end is filed that could mean the same as this one, without being known to. */
  #lookups(end: Link): readonly string[] {
    const name = this.#nameOf(end);
    if (end.state === 'resolved') {
      return [`end ${end.id}`, name === undefined ? 'open' : `named ${name}`, 'anything'];
    }
    return name === undefined ? ['all'] : [`called ${name}`, 'nameless', `named ${name}`, 'anything'];
  }

  /** The name of what a link means in lower case; undefined when it is not known. */
  #nameOf(end: Link): string | undefined {
    if (end.state === 'absent') return undefined;
    if (end.state !== 'resolved') return end.name?.toLowerCase();
    const entity = this.#model.get(end.id);
    return entity && knownName(entity);
  }
}
