// What the scripts of a package for learning platforms hand to each other.
import type { Face, Given, Table } from "../../../../widgets/static/contract.js";
import type { Judged } from "../../../../widgets/static/types.js";

/** The object by which a platform talks to a page: each of its functions takes texts and answers with one. */
export type Api = Record<string, (...given: string[]) => string>;

/** What is asked of a platform, by the names that one edition of SCORM has for it. */
export interface Names {
  begin: string;
  get: string;
  set: string;
  keep: string;
  end: string;
  mode: string;
  suspended: string;
  exit: string;
  session: string;
  response: string;
  time: string;
  /** The words of a question; "" where an edition takes none. */
  stem: string;
}

/** One edition of SCORM: its names, how long its texts may be, and how it writes answers, verdicts and times. */
export interface Edition {
  api: string;
  names: Names;
  most: { suspended: number; text: number; stem: number };
  types: { long: string; other: string };
  wrong: string;
  option(n: number, text: string): string;
  list(names: string[]): string;
  pair(one: string, other: string): string;
  between(low: number, high: number): string;
  moment(when: Date): string;
  span(seconds: number): string;
  progress(answered: number, of: number, points: number): Record<string, string>;
}

/** One sitting on a platform. */
export interface Session {
  get(field: string): string;
  set(field: string, value: string): void;
  keep(): void;
  end(): void;
}

/** An answer as platforms read it: what sort it is of, what was answered, and what would have been right, '' if no pattern says so. */
export interface Reply {
  type: string;
  response: string;
  pattern: string;
}

/** A question of a page with what judges it. */
export interface Met {
  face: Face & { objective?: string };
  table: Table;
}

/** How a question judges an answer; each script of questions brings it along. */
export type Judge = (face: Face, table: Table, answer: unknown) => Judged;

/** What a page asks of the platform it lies on: to remember as the storage of a browser does, and to hear what is answered. */
export interface Platform {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
  meet(state: Record<string, any>): void;
  hear(state: Record<string, any>, given: Given[], judge: Judge): void;
}
