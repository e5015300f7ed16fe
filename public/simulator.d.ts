/** The scripting interface of the Cloud Backup Simulator. */
declare global {
  interface Window {
    simulator: Simulator;
  }
}

/** A span from where the run stands (ISO 8601, such as "P30D"), or an instant (RFC 3339). */
export type Moment = { by: string } | { to: string };

/** Any plain value. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** One thing that happened. */
export interface SimulatedEvent {
  /** Counts all events of the run from 0. */
  number: number;
  /** RFC 3339 in the scenario's zone. */
  time: string;
  /** What happened, in English. */
  text: string;
  /** The id of the rule behind it, such as "POL-12". */
  rule: string;
}

/** One way that the run went; times are RFC 3339 in the scenario's zone. */
export interface Branch {
  /** Such as "branch-1". */
  id: string;
  /** What someone called it; null where nobody did. */
  name: string | null;
  /** Where it stands. */
  now: string;
  /** How far it has come. */
  reached: string;
  /** How many actions it has. */
  commands: number;
  /** The branch that it left, and when; null for the first. */
  forkedFrom: string | null;
  forkedAt: string | null;
  /** Whether the run is of it. */
  current: boolean;
}

export interface Simulator {
  /** Fulfilled once the page can be driven. The other members are there from then on; reading this fetches them. */
  readonly ready: Promise<void>;
  version(): { app: string; engine: string; rulebook: string };
  /** The virtual clock, RFC 3339. */
  now(): string;
  /** The fingerprint of the world and of what is pending in it: 32 hexadecimal digits. */
  digest(): Promise<string>;
  /** Calls an operation of `hbr`, `ecs` or `sim`. A refused call is an answer with `Success: false`, `Code`, `Message` and `Rule`. */
  call(product: "hbr" | "ecs" | "sim", action: string, params?: { [key: string]: Plain }): Promise<{ [key: string]: Plain }>;
  /**
   * Moves time on, handling every event due at or before the end; the page stays usable meanwhile. Advances that are
   * asked for together come one after the other. Ends early where the person stops it or another run is opened.
   */
  advance(moment: Moment): Promise<{ now: string; events: number }>;
  /** Starts a scenario: an object, its JSON text, or the name of a bundled one. */
  load(scenario: { [key: string]: Plain } | string): Promise<void>;
  /** The run as text. */
  save(): Promise<string>;
  /** Opens a run that was saved. */
  restore(save: string): Promise<void>;
  /**
   * Goes back to an instant, keeping the actions given at exactly that instant. What comes after lies ahead, and becomes
   * a branch of its own as soon as the run goes another way.
   */
  rewind(moment: { to: string }): Promise<void>;
  /** Goes on from here as a branch with this name; gives its id. The branch before stays as it is. */
  fork(name: string): Promise<string>;
  /** All branches in the order they were made. */
  branches(): Branch[];
  /** Goes over to another branch, by its id or name or as it is listed, to where it stood. */
  switchTo(branch: string | Branch): Promise<void>;
  /**
   * The events kept, oldest first: the newest `limit` of all; or, of those after the number `since`, or at or after the
   * RFC 3339 time `since`, the first `limit`.
   */
  events(options?: { since?: number | string; limit?: number }): SimulatedEvent[];
}

/**
 * What the page tells the page around it by `postMessage`, where it is shown in a frame. `?origin=` in the address of the
 * frame names the only origin that is to hear it; without, any does. `?chrome=none` hides the top bar and the navigation,
 * `?time=none` the time bar.
 */
export type Told = { source: "cloud-backup-simulator" } & (
  | { type: "ready"; version: string }
  /** Another run is open: the name of its scenario. */
  | { type: "run"; scenario: string }
  /** An objective of a lesson is reached; its id. */
  | { type: "objective"; id: string }
  /** All of a step is reached and answered; its id. */
  | { type: "step"; id: string }
  /** A demo is in another beat: its id, and which it is, counted from 1. */
  | { type: "beat"; id: string; number: number }
  /** The lesson is complete. */
  | { type: "complete" }
  /** The virtual time, RFC 3339: once a virtual day at most, and whenever time rests. */
  | { type: "time"; now: string }
);

export {};
