// Written by tools/contract.py from the TypedDicts of the program; do not edit.

// spine_edu/coding/pcs/choices.py

/** A table of ICD-10-PCS: rows of the values of characters 4 to 7, and what each value says at each of these places. */
export interface OfferedTable {
  rows: string[][];
  labels: Record<string, string>[];
}

// spine_edu/quiz/contract.py

/** What a learner may see of any question before answering. */
export interface Face {
  id: string;
  kind: string;
  stem: string;
  hints: string[];
}

/** The face of a question of its own, as its card gets it. */
export interface AskedFace extends Face {
  objective: string;
  ask_confidence: boolean;
}

/** What judges the answers to a question, by its kind. */
export interface Table {}

/** The verdict table of a question of its own: also each belief it names, in words, and its sources. */
export interface AskedTable extends Table {
  ideas: Record<string, string>;
  sources: string[];
}

/** Why an answer is worth what it is; `idea` is the belief behind a wrong one, as a key of `ideas`, or ''. */
export interface Remark {
  why: string;
  idea: string;
}

/** Options, in the order of the bank; `order` says in which they are shown, where a seed shuffled them. */
export interface ChoiceFace extends Face {
  options: string[];
  order?: number[];
}

/** What one option is worth. */
export interface OptionRow extends Remark {
  correct: boolean;
}

/** A row for each option, in the order of the bank. */
export interface ChoiceTable extends Table {
  options: OptionRow[];
}

/** The unit in which the number is asked, or ''. */
export interface NumberFace extends Face {
  unit: string;
}

/** Numbers from `low` to `high`, both included, and what they are worth. */
export interface NumberBand extends Remark {
  low: number;
  high: number;
  correct: boolean;
}

/** The right band, then the near misses; what to say below the right band, and above; what the unit may be called. */
export interface NumberTable extends Table {
  bands: NumberBand[];
  low: string;
  high: string;
  called: string[];
}

/** The system of the code ('ICD-10-PCS' or 'ICD-9-CM'), and the day on which it is to be valid. */
export interface CodeFace extends Face {
  system: string;
  on: string;
}

/** What a code of ICD-10-PCS is chosen from: the names of its places, what the first three can be, the tables by name. */
export interface PcsFace extends CodeFace {
  axes: string[];
  sections: Record<string, string>;
  systems: Record<string, string>;
  operations: Record<string, string>;
  tables: Record<string, OfferedTable>;
}

/** The right code, and wrong ones that tell: a whole code, or a place and its value ('5X'). */
export interface CodeTable extends Table {
  answer: string;
  why: string;
  traps: Record<string, Remark>;
}

/** A reason for each of the seven characters; `own` says which of them the question gives itself. */
export interface PcsTable extends CodeTable {
  reasons: string[];
  own: boolean[];
}

/** The titles of the codes in force, and what to say of a code that is no trap. */
export interface Icd9Table extends CodeTable {
  titles: Record<string, string>;
  otherwise: string;
}

/** Wrong terms, all for one reason. */
export interface NearTerms extends Remark {
  forms: string[];
}

/** The term as the course writes it, others that mean the same, near misses, and what to say of any other. */
export interface TextTable extends Table {
  answer: string;
  accept: string[];
  why: string;
  near: NearTerms[];
  otherwise: string;
}

/** What the first and the last place are called, and the items, shuffled. */
export interface OrderFace extends Face {
  ends: string[];
  items: string[];
}

/** One item, and why it stands where it does. */
export interface OrderRow {
  text: string;
  why: string;
}

/** Two items, by their right places, of which an answer puts `before` before `after` and should not. */
export interface TurnedPair extends Remark {
  before: number;
  after: number;
}

/** The items in the right order, and the wrong orders that tell. */
export interface OrderTable extends Table {
  items: OrderRow[];
  why: string;
  near: TurnedPair[];
}

/** What the items and their partners are called, the partners, and the items, shuffled. */
export interface MatchFace extends Face {
  headings: string[];
  targets: string[];
  items: string[];
}

/** A wrong partner that tells. */
export interface WrongTarget extends Remark {
  target: string;
}

/** One item with its partner, why, and the wrong ones that tell. */
export interface MatchRow {
  text: string;
  match: string;
  why: string;
  near: WrongTarget[];
}

/** The items as they are stored, each with its partner. */
export interface MatchTable extends Table {
  items: MatchRow[];
  why: string;
}

/** The places that can be picked ('L4-L5', 'L4-L5 anterior'), whether several are, and what one is ('joint', 'column'). */
export interface PlaceFace extends Face {
  spots: string[];
  several: boolean;
  pick: string;
}

/** The same, with the map in words: what `spine_edu.figures.asked` takes. */
export interface ToldPlaceFace extends PlaceFace {
  drawing: Record<string, unknown>;
}

/** The same, with the map drawn (SVG): what the browser gets. */
export interface DrawnPlaceFace extends PlaceFace {
  picture: string;
}

/** The places to be picked, wrong ones that tell, and what to say of any other. */
export interface PlaceTable extends Table {
  answer: string[];
  why: string;
  near: Record<string, Remark>;
  otherwise: string;
}

/** Options that are parts of a picture, each by its key there (`picks`); their texts say where they lie. */
export interface PartFace extends ChoiceFace {
  picks: string[];
}

/** The same, with the picture in words: what `spine_edu.figures.asked` takes. */
export interface ToldPartFace extends PartFace {
  drawing: Record<string, unknown>;
}

/** The same, with the picture drawn (SVG): what the browser gets. */
export interface DrawnPartFace extends PartFace {
  picture: string;
}

/** A note as paragraphs of lines of runs, each a heading (or '') and its clauses; the labels, each with what to look for. */
export interface TagFace extends Face {
  note: string[][][][];
  labels: string[][];
}

/** A phrase that decides: its label and the clauses that hold it, by their numbers; in `too`, clauses that say the same. */
export interface Fact {
  label: number;
  clauses: number[];
  phrase: string;
  why: string;
  too?: number[];
}

/** What is to be found; by clause and label ('3 0'), what may be marked too and why, and wrong marks that tell. */
export interface TagTable extends Table {
  facts: Fact[];
  also: Record<string, string>;
  near: Record<string, Remark>;
  why: string;
}

/** One thing that a query is read for, and what is said where it is so, where it is not, and in another case of not. */
export interface QueryPoint {
  label: string;
  right: string;
  wrong: string;
  other: string;
}

/** The words by which a query is read, as in data/query_rules.yml, and what is said of each point. */
export interface QueryRules {
  asking: string[];
  before: string[];
  closed: string[];
  polite: string[];
  courtesy: string[];
  leads: string[];
  ways_out: string[];
  money: string[];
  plain: string[];
  points: Record<string, QueryPoint>;
}

/** The note that is asked about, by paragraphs, and the rules that every query keeps. */
export interface QueryFace extends Face {
  note: string[];
  rules: QueryRules;
}

/** Words that name what is missing; those of each answer; a query that may be sent, and the belief behind one that may not. */
export interface QueryTable extends Table {
  gap: string[];
  answers: string[][];
  why: string;
  example: string;
  idea: string;
}

/** What is read first, as paragraphs of lines; whether that is an operative note; and the faces of the parts. */
export interface CaseFace extends Face {
  told: string[][];
  note: boolean;
  parts: Face[];
}

/** The tables of the parts, and what the whole comes to. */
export interface CaseTable extends Table {
  parts: Table[];
  why: string;
}

/**
 * What a learner did with one question.
 *
 * `answer` is what stands on screen, `answers` all that were checked, oldest first; `again` says how many of these came before
 * the present round (more than none once the missed ones are tried again). The rest speaks of the last answer, `confidence` of
 * the first. A case keeps a record of each part in `parts`, by its id; its own adds these up, and its `answers` stay empty.
 */
export interface QuestionRecord {
  answer: unknown;
  answers: unknown[];
  first_answer: unknown;
  tries: number;
  again: number;
  correct: boolean | null;
  score: number | null;
  confidence: string;
  hints_used: number;
  revealed: boolean;
  parts?: Record<string, QuestionRecord>;
}

/**
 * One answer as the browser tells it: to which question of a widget (`place`, from 0), and which `part` of a case, or ''.
 *
 * The rest is as in `spine_edu.learner.answer.Answer`.
 */
export interface Given {
  place: number;
  part: string;
  time: string;
  answer: unknown;
  number: number;
  confidence: string;
  hints: number;
  revealed: boolean;
}

/** An objective: what one can do who holds it, where it is taught, as a link and in words, and whether that is to come. */
export interface Taught {
  title: string;
  link: string;
  place: string;
  later?: boolean;
}

/** A misconception in the learner's words, and why it is not so. */
export interface Belief {
  text: string;
  refutation: string;
}

// spine_edu/widgets/coding/answers.py

/** What the rule is called that something stands on, and the title of the source of that rule. */
export interface Grounds {
  rule: string;
  source: string;
}

/** Why one character is what it is; `at` counts from 1, and 0 is the code as a whole. */
export interface CodeReason extends Grounds {
  at: number;
  text: string;
}

/** One code, its joints in words, its reasons, and the other reading where there is one. */
export interface AnsweredCode {
  code: string;
  kind: string;
  title: string;
  joints: string;
  why: CodeReason[];
  contested: string;
}

/** The codes of one system; `applies` says whether it was in use on the day. */
export interface AnsweredSystem {
  name: string;
  applies: boolean;
  codes: AnsweredCode[];
}

/** The MS-DRG with its reasons; '' stands for what our tables do not decide. */
export interface AnsweredGroup {
  drg: string;
  version: string;
  title: string;
  weight: string;
  because: string[];
}

/** What the surgeon is to be asked, and about what. */
export interface OpenQuery extends Grounds {
  about: string;
  ask: string;
}

/** What has no code of its own, and why. */
export interface NotCoded extends Grounds {
  what: string;
  why: string;
}

/** An answer of the engine: the system of the day first. */
export interface AnswerFace {
  systems: AnsweredSystem[];
  drg: AnsweredGroup | null;
  queries: OpenQuery[];
  not_coded: NotCoded[];
  notes: string[];
}

// spine_edu/widgets/coding/story.py

/** One moment: its month, in words and as a day ('' if undated), its event (from 1; 0 for none), words, map. */
export interface StoryStep {
  month: number;
  when: string;
  day: string;
  event: number;
  kind: string;
  title: string;
  text: string;
  means: string[];
  map: string[];
  said: string;
  coded: boolean;
}

/** Days on which the operation has one answer. */
export interface EraStretch {
  first: string;
  last: string;
  system: string;
  edition: string;
  answer: AnswerFace;
}

/** What one part of the operation is coded with, stretch by stretch; `kind` is fusion, count, companion or drg. */
export interface EraPlace {
  kind: string;
  what: string;
  codes: string[][];
}

/** The operation through the years: its own day and codes, the stretches, and the history in months from the operation. */
export interface EraFace {
  first: string;
  last: string;
  own: string;
  when: string;
  stretches: EraStretch[];
  places: EraPlace[];
  crossings: Record<string, string>;
  own_codes: string[];
  own_system: string;
  dots: number[];
  spans: [number, number];
}

/**
 * A history: its drawings, its steps, its lanes in words, its codes.
 *
 * Drawings and words are told in months, then by dates, where both can be; either has a second drawing by fiscal years.
 */
export interface Story {
  title: string;
  lines: string[][][];
  steps: StoryStep[];
  lanes: string[][];
  era: EraFace | null;
}

// spine_edu/widgets/coding/picker.py

/** What can be picked: joints with their regions, regions of the map, the choices of each field; one without any is typed. */
export interface PickerWords {
  joints: [string, string][];
  regions: string[];
  fields: Record<string, string[]>;
  materials: string[];
  procedures: Record<string, Record<string, string[]>>;
}

/** A joint, and what was said of its fusion so far. */
export interface PickedFusion {
  joint: string;
  column?: string;
  status?: string;
  direction?: string;
  approach?: string;
  materials?: string[];
}

/** What is asked of the engine: an operation, and in `turn` how often it was changed. A procedure says its `kind`. */
export interface Picked {
  turn: number;
  region: string;
  discharged: string;
  principal: string;
  fusions: PickedFusion[];
  procedures: Record<string, string>[];
}

/** What the screen shows of one turn: codes and reasons, the operation as text, the map; or what is wrong, in words. */
export interface PickerAnswer {
  turn: number;
  error: string;
  face: AnswerFace | null;
  yaml: string;
  map: string;
}

// spine_edu/coding/reading/in_words.py

/** A table: its rows with their days, its sentence, and for characters 4 to 7 what each value puts there, and its label. */
export interface ReadTable {
  rows: string[][];
  says: string;
  parts: Record<string, string>[];
  labels: Record<string, string>[];
}

/** Values that never go together in a table, by their places, and why. */
export interface Impossible {
  table: string;
  where: Record<string, string>;
  says: string;
  source: string;
}

/** All that a code of the spinal joints is read by; `first` and `last` are the days between which it can be judged. */
export interface CodeTables {
  first: string;
  last: string;
  axes: string[];
  tables: Record<string, ReadTable>;
  impossible: Impossible[];
}

// spine_edu/coding/icd9_choices.py

/** What a code says, and the first and the last day of its use. */
export interface Icd9Code {
  title: string;
  note: string;
  first: string;
  last: string;
}

/** What four choices lead to: a code with its reasons, or no code and the questions that stop it. */
export interface Icd9Choice {
  code: string;
  why: string[];
  contested: string;
}

/** The code for so many vertebrae fused, both ends included. */
export interface Icd9Count {
  code: string;
  least: number;
  most: number;
}

/** Codes by their text, choices by their four words ('refusion lumbar anterior posterior'), and the words of each choice. */
export interface Icd9Tables {
  codes: Record<string, Icd9Code>;
  choices: Record<string, Icd9Choice>;
  axes: Record<string, string[]>;
  counts: Icd9Count[];
}

// spine_edu/widgets/coding/builder.py

/** All that a code is read by, in either system; the names of the seven places, and what the first three can be. */
export interface BuilderTables {
  pcs: CodeTables;
  axes: string[];
  heads: Record<string, string>[];
  icd9: Icd9Tables;
}

// spine_edu/widgets/turning/views.py

/** One picture: the name on its switch, its title, its drawing in pieces (see `pack`), its words, its width in pixels. */
export interface View {
  name: string;
  title: string;
  drawing: string[];
  words: string;
  width: number;
}

// spine_edu/widgets/glossary.py

/** A term: what is shown of it, and in `keys` the names that a search is compared with. */
export interface TermRow {
  name: string;
  says: string;
  also: string[];
  keys: string[];
}

// spine_edu/widgets/progress.py

/** Where to go on: what to say first, then the place, as a link and in words. */
export interface GoOn {
  words: string;
  link: string;
  place: string;
}

/** A lesson: how far it was read, how many of its questions are answered ('7 of 26'), and how many are due; '' for none. */
export interface LessonRow {
  name: string;
  link: string;
  read: string;
  answered: string;
  due: string;
}

/** An objective, where it is taught, how many first tries were right and what that tells, and a word for it. */
export interface ProgressRow {
  title: string;
  link: string;
  right: string;
  word: string;
}

/** A belief that led astray, in the learner's words, and in how many questions of those that laid a trap for it. */
export interface BeliefRow {
  belief: string;
  astray: string;
}

// spine_edu/figures/alignment/column.py

/** A bone upon the one below: heights in mm, the curve it belongs to ('' for none), its share of it, its fixed lean. */
export interface BendStep {
  bone: string;
  up: number;
  gap: number;
  half: number;
  curve: string;
  share: number;
  fixed: number;
}

// spine_edu/figures/alignment/column_bend.py

/** Steps from the sacrum up, and its slope; of each curve the name, hint and limits; the usual chest; the page. */
export interface BendTable {
  slope: number;
  steps: BendStep[];
  order: string[];
  limits: Record<string, [number, number]>;
  usual: [number, number];
  names: Record<string, string>;
  hints: Record<string, string>;
  scale: number;
  origin: [number, number];
  floor: number;
}

// spine_edu/figures/alignment/sagittal_profile.py

/** Lengths in millimetres. */
export interface ProfileSizes {
  hip: number;
  plate: number;
  body: number;
  disc: number;
}

/** Sizes, the page, the share of each vertebra in the lordosis, limits and usual ranges, names and hints of the angles. */
export interface ProfileTable {
  sizes: ProfileSizes;
  scale: number;
  origin: [number, number];
  shares: [string, number][];
  limits: Record<string, [number, number]>;
  ranges: Record<string, [number, number]>;
  target: number;
  names: Record<string, string>;
  hints: Record<string, string>;
}

// spine_edu/figures/alignment/neck_nod.py

/** The joints of the neck, what they are called, and the degrees of each; the turn of C1-C2 before and after; the page. */
export interface NeckTable {
  joints: string[];
  called: Record<string, string>;
  degrees: Record<string, number>;
  turned: [number, number];
  bar: number;
}

// spine_edu/figures/plates/bones/pedicle_screw.py

/** A pedicle for the browser. */
export interface ScrewPedicle {
  vertebra: string;
  width: number;
  population: string;
  region: string;
}

/** Pedicles by name; limits and steps of the sliders; lever and wanted margin in millimeters; what lies beside, by region. */
export interface ScrewTable {
  pedicles: Record<string, ScrewPedicle>;
  limits: Record<string, [number, number]>;
  steps: Record<string, number>;
  lever: number;
  wanted: number;
  beside: Record<string, [string, string]>;
}

// spine_edu/figures/plates/person/root_told.py

/** What is said of one root: its name, and line by line what, and the words for it. */
export interface RootTold {
  root: string;
  lines: [string, string][];
}

// spine_edu/widgets/turning/body.py

/** A part of a picture that can be pressed: its key there, its name, and the root that it stands for. */
export interface BodyPart {
  part: string;
  name: string;
  root: string;
}

/** One picture of the body: the name on its switch, its drawing, and what can be pressed. */
export interface BodySheet {
  name: string;
  svg: string;
  parts: BodyPart[];
}

// spine_edu/practice/claims/contract.py

/**
 * One line to choose for: which options are right (by their places), why, the phrase of the note,
 * and the belief behind a wrong one.
 */
export interface ClaimRow {
  label: string;
  right: number[];
  why: string;
  phrase: string;
  idea: string;
}

/** Rows that are answered from the same options; `one` is the place of an option that stands exactly once, or -1. */
export interface ClaimSection {
  name: string;
  legend: string;
  options: string[];
  rows: ClaimRow[];
  one: number;
}

/** One character of a right code: what it is about, why it is what it is, and the phrase of the note that decides. */
export interface ClaimCharacter {
  axis: string;
  why: string;
  phrase: string;
}

/**
 * A right code: other readings that are accepted, its characters, and beliefs by place and wrong sign, such as '6K'.
 *
 * A code of ICD-9-CM has one character, the whole; `idea` is told where the code is missing.
 */
export interface ClaimCode {
  code: string;
  title: string;
  accepts: string[];
  characters: ClaimCharacter[];
  traps: Record<string, string>;
  idea: string;
}

/** How a query is judged, and what the surgeon replies to one that may be sent, to one that presses, and to any other. */
export interface ClaimQuery {
  open: boolean;
  table: QueryTable;
  settled: string;
  pressed: string;
  unclear: string;
}

/** The note as a question of its own, whose phrases are to be given labels; it is judged like one of the bank. */
export interface ClaimTag {
  face: TagFace;
  table: TagTable;
}

/**
 * What a learner put into a claim: the options chosen by section (-1 where none is), codes and query as typed, the labels
 * that phrases were given, how often it was handed in, how much is shown of what is right, and whether all of it ever was.
 */
export interface Claimed {
  choices: Record<string, number[]>;
  codes: string;
  query: string;
  marks: unknown;
  tries: number;
  stage: number;
  revealed: boolean;
}

/** A case on the worklist: `note` as paragraphs of lines, and its key. */
export interface Dealt {
  number: number;
  difficulty: number;
  skill: string;
  day: string;
  system: string;
  note: string[][];
  sections: ClaimSection[];
  coded: boolean;
  codes: ClaimCode[];
  optional: string[];
  query: ClaimQuery | null;
  tag: ClaimTag | null;
  left_out: string[];
  ideas: Record<string, string>;
  astray: string;
}

// spine_edu/widgets/asking/worklist.py

/** A case in the stock: what is dealt, and the patient as level map and timeline, in pieces (see `pack`), with their words. */
export interface DrawnCase {
  dealt: Dealt;
  map: string[];
  line: string[];
  words: string;
}

/** What every query is read by, once for all cases. */
export interface ClaimRules {
  query: QueryRules;
}

// spine_edu/widgets/asking/exam.py

/** What is asked, under names that say nothing about it; `minutes` is 0 without end, `keyed` whether it is judged here. */
export interface ExamSheet {
  title: string;
  minutes: number;
  keyed: boolean;
  faces: Face[];
}

/** What was answered to one question, when, and whether nothing of it is missing. */
export interface ExamAnswer {
  answer: unknown;
  ready: boolean;
  time: string;
}

/**
 * How far a student is. Times are as in the log, '' before; `allowed` are minutes, null without a clock.
 *
 * `end` is '' while the student may answer, then 'handed in' or 'time is up'; `answers` and `later` go by the names of
 * questions.
 */
export interface ExamState {
  name: string;
  began: string;
  saved: string;
  allowed: number | null;
  clock: boolean;
  at: number;
  later: string[];
  end: string;
  answers: Record<string, ExamAnswer>;
}

// spine_edu/room/told.py

/** What a phone shows: the question without its key, and what this seat answered; after the reveal the verdict table, too. */
export interface PhoneTold {
  asking: number;
  round: number;
  phase: "none" | "ready" | "open" | "closed" | "talk";
  face: AskedFace | null;
  table: AskedTable | null;
  answer: unknown;
}

/** One answer of the room: how many gave it in each round; whether it is right, and what is believed by it, once revealed. */
export interface Bar {
  letter: string;
  label: string;
  counts: number[];
  right: boolean | null;
  belief: string;
}

/** How many of the seats that voted twice moved between right and wrong. */
export interface Moves {
  to_right: number;
  to_wrong: number;
  stayed_right: number;
  stayed_wrong: number;
}

/** The question on screen: its options where it has some, its level map where it has one. */
export interface DeskQuestion {
  id: string;
  stem: string;
  options: string[];
  picture: string;
  hands: boolean;
}

/** What the desk shows. `answered` counts each round, `others` what the bars leave out; these are empty until asked for. */
export interface DeskTold {
  question: DeskQuestion | null;
  phase: "none" | "ready" | "open" | "closed" | "talk";
  answered: number[];
  here: number;
  shown: boolean;
  revealed: boolean;
  until: number;
  bars: Bar[];
  others: number[];
  right: number[];
  moves: Moves | null;
  locked: boolean;
  fault: string;
}
