// What the scripts hand to each other. What Python tells them stands in contract.d.ts.
import type {
  AskedFace,
  AskedTable,
  Belief,
  ExamSheet,
  ExamState,
  Face,
  Given,
  QuestionRecord,
  Table,
  Taught,
} from "./contract.js";

/** The state that a widget shares with Python: anywidget's model in a notebook, a stand-in of it on an exported page. */
export interface Model<State> {
  get<Name extends keyof State>(name: Name): State[Name];
  set<Name extends keyof State>(name: Name, value: State[Name]): void;
  save_changes(): void;
  on(event: `change:${string & keyof State}`, heard: () => void): void;
  off(event: `change:${string & keyof State}`, heard: () => void): void;
}

/** What a widget is drawn with: its state, the place for it, and on some hosts a signal for its end. */
export interface Screen<State> {
  model: Model<State>;
  el: HTMLElement;
  signal?: AbortSignal;
}

/** What an answer is worth, and why; as `Verdict` in spine_edu/quiz/model.py. */
export interface Judged {
  answered: boolean;
  correct: boolean;
  score: number;
  why: string;
  idea: string;
  parts: JudgedPart[];
}

/** One piece of an answer with its own verdict. */
export interface JudgedPart {
  label: string;
  correct: boolean;
  why: string;
  idea: string;
}

/** The face of a question as a card takes it: a part of a case has no objective of its own. */
export type CardFace = Face & Pick<AskedFace, "ask_confidence">;

/** Where a card reads and writes the record of its answers; `isLate` says whether one of them is not kept yet,
 * `onward` leads on once it is answered, where something follows that does not come by itself. */
export interface Store {
  read(): QuestionRecord;
  write(changes: Partial<QuestionRecord>): void;
  isLate?(part?: string): boolean;
  onward?(): void;
}

/** Something on screen that can be drawn anew from what it shows. */
export interface View {
  node: HTMLElement;
  draw(): void;
}

/** The controls of one question. What is written into them may come from anywhere; `clear` takes the marks off again. */
export interface Ask<T extends Table = Table> {
  node: HTMLElement;
  instruction?: string;
  /** What is to be done first, without its full stop: the card says what comes then. */
  todo: string;
  ready(): boolean;
  read(): unknown;
  write(answer: unknown): void;
  mark(found: Judged, table: T & AskedTable, all: boolean): void;
  clear?(): void;
  again?(found: Judged): string[];
  reveal(table: T): string[];
}

/** A kind of question: how its answers are judged, and its controls; or `card`, where it needs more than one card. */
export interface Kind<F extends Face = Face, T extends Table = Table> {
  read(face: F, table: T, answer: unknown): Judged;
  ask?(face: F, id: string, changed: () => void): Ask<T>;
  card?(face: F & CardFace, table: (T & AskedTable) | null, store: Store, name?: string, titled?: boolean): View;
}

/** A question of a widget: what it shows, and what judges it; without a table it is an exam. */
export interface Seat {
  face: AskedFace;
  table: AskedTable | null;
}

/** What card and quiz share with Python besides: answers on their way into the log, those that arrived, what is said of it. */
export interface OnTheWay {
  given: Given[];
  kept: string[];
  notice: string;
}

/** The state of one question on screen. */
export type CardState = QuestionRecord & Seat & OnTheWay;

/** What a quiz shows of its state: which questions are in the present round, and in a deck at which of these it stands. */
export interface Round {
  records: QuestionRecord[];
  shown: number[];
  at: number;
}

/** The state of a quiz on screen. */
export interface QuizState extends Round, OnTheWay {
  faces: AskedFace[];
  tables: (AskedTable | null)[];
  objectives: Record<string, Taught>;
  beliefs: Record<string, Belief>;
  deck: boolean;
}

/** Where a quiz reads and writes its round; `isLate`: whether an answer is not kept yet, any, or that of one place or part. */
export interface QuizStore {
  read(): Round;
  write(changes: Partial<Round>): void;
  isLate(place?: number, part?: string): boolean;
}

/** How the cards of a quiz lie: `go` leads to one of them, `focus` to where the reader stands. */
export interface Layout {
  node: HTMLElement;
  draw(round: Round): void;
  go(n: number): void;
  focus(): void;
}

/** The state of an exam on screen, beside that of the quiz that it becomes. */
export interface ExamModelState {
  sheet: ExamSheet;
  state: ExamState;
}
