// What lessons need of JupyterLab and Notebook 7: its names, for who reads or checks these scripts; and keys that it leaves to us.

/**
 * @template Told
 * @typedef {{ connect(heard: (from: any, told: Told) => void): void, disconnect(heard: (from: any, told: Told) => void): void }} Signal
 */

/**
 * @typedef {{ output_type: string, ename?: string, traceback?: string[], data?: Record<string, unknown> }} Output
 * @typedef {{ toJSON(): Output }} OutputModel
 * @typedef {object} Outputs
 * @property {number} length
 * @property {() => Output[]} toJSON
 * @property {(outputs: Output[]) => void} fromJSON
 * @property {Signal<{ type: string, newValues: OutputModel[] }>} changed
 *
 * @typedef {object} Cell
 * @property {string} type
 * @property {{ getSource(): string }} sharedModel
 * @property {(name: string) => any} getMetadata
 *
 * @typedef {{ node: HTMLElement, model: Cell, outputArea?: { model: Outputs } }} CellWidget a cell on screen; code has outputs
 * @typedef {object} Notebook
 * @property {{ cells: Iterable<Cell> } | null} model
 * @property {CellWidget[]} widgets
 * @property {number} activeCellIndex
 *
 * @typedef {{ status: string, data?: Record<string, string> }} Evaluated
 * @typedef {{ content: { status: string, user_expressions?: Record<string, Evaluated> } }} Reply
 * @typedef {{ requestExecute(asked: object): { done: Promise<Reply> } }} Kernel
 *
 * @typedef {object} Panel what we need of JupyterLab's NotebookPanel
 * @property {HTMLElement} node
 * @property {{ ready: Promise<void> }} context
 * @property {{ session: { kernel: Kernel | null } | null }} sessionContext
 * @property {Notebook} content
 * @property {(name: string) => void} addClass
 * @property {Signal<undefined>} disposed
 *
 * @typedef {{ forEach(each: (panel: Panel) => void): void, widgetAdded: Signal<Panel> }} Tracker
 * @typedef {{ executionScheduled: Signal<{ notebook: Notebook, cell: CellWidget }> }} Actions
 * @typedef {{ commands: { execute(id: string): Promise<unknown> } }} App
 */

/**
 * Hear of each code cell of a notebook that is about to run, while the notebook is open.
 *
 * @param {Panel} panel
 * @param {Actions} actions
 * @param {(cell: CellWidget) => void} heard
 */
export function beforeEachRun(panel, actions, heard) {
  /** @type {(from: unknown, told: { notebook: Notebook, cell: CellWidget }) => void} */
  const hear = (_, { notebook, cell }) => {
    if (notebook === panel.content && cell.model.type === "code") heard(cell);
  };
  actions.executionScheduled.connect(hear);
  panel.disposed.connect(() => actions.executionScheduled.disconnect(hear));
}

const OURS = ".se-look, .se-from-the-top";
globalThis.addEventListener?.(
  "keydown",
  ({ target, key }) => {
    if (target instanceof Element && target.matches(`:is(${OURS}), :is(${OURS}) *`))
      target.toggleAttribute("data-lm-suppress-shortcuts", key === "Enter" || key === " ");
  },
  true,
);
