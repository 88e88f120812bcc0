// What our controls know of plotly: no more of it than they touch.

export interface Point {
  x: number;
  y: number;
  z: number;
}

export interface Camera {
  up: Point;
  eye: Point;
}

/** What a button of plotly's does; a switch does the one when it goes on, `args2` when it goes off. */
export interface Order {
  label: string;
  method: string;
  args: any[];
  args2?: any[];
}

/** A row of buttons: the views, or one switch. `active` is the one that is pressed, -1 for none. */
export interface Menu {
  active: number;
  buttons: Order[];
}

/** A step through moments, each with its order. */
export interface Slider {
  active: number;
  steps: Order[];
}

/**
 * What is kept on the figure itself: what the reader chose, was told, stood on and asked for, whichever script put the controls there;
 * how high its still is.
 */
export interface Chosen {
  view: number | null;
  free: boolean;
  moment: number | null;
  on: Record<string, boolean>;
  told: string;
  stoodOn: number | null;
  wanted: boolean;
  opening: boolean;
  height: number;
  owner?: HTMLElement;
}

/** A surface: its name, and its colors where it has its own. */
export interface Trace {
  name: string;
  color?: string;
  colorscale?: (string | number)[][];
}

/** A figure as plotly keeps it on its node. */
export interface Plot extends HTMLElement {
  data: Trace[];
  layout: { updatemenus: Menu[]; sliders?: Slider[] };
  _fullLayout: { scene: { _scene: { getCamera(): Camera } } };
  on(event: "plotly_relayout", heard: (change: { "scene.camera"?: Camera }) => void): void;
  on(event: "plotly_click", heard: (change: { points: { curveNumber: number }[] }) => void): void;
  removeAllListeners(event: "plotly_relayout" | "plotly_click"): void;
  spineTurn?: Chosen;
}
