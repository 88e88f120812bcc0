// A camera about a figure: turned, tilted, brought nearer, and told in words.

/**
 * @import { Camera, Point } from "./plotly.js"
 * @typedef {[x: number, y: number, z: number]} Vector
 */

const STEP = Math.PI / 12; // fifteen degrees a key press

/** @type {(a: Vector, b: Vector) => Vector} */
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

/** @type {(a: Vector, b: Vector) => number} */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** @type {(a: Vector, by: number) => Vector} */
const scaled = ([x, y, z], by) => [x * by, y * by, z * by];

/** @type {(a: Vector) => Vector} */
const unit = (a) => scaled(a, 1 / Math.hypot(...a));

/** @type {(point: Point) => Vector} */
const vectorOf = ({ x, y, z }) => [x, y, z];

/**
 * @param {Vector} v
 * @param {Vector} axis
 * @param {number} angle
 * @returns {Vector}
 */
function turned(v, axis, angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const across = cross(axis, v);
  const along = dot(axis, v) * (1 - c);
  /** @param {0 | 1 | 2} n */
  const at = (n) => v[n] * c + across[n] * s + axis[n] * along;
  return [at(0), at(1), at(2)];
}

/**
 * Turn a camera about its upright axis and tilt it, short of standing on its head.
 *
 * @param {Camera} camera
 * @param {[aside: number, over: number]} by in steps
 * @param {number} [nearer] a factor of its distance
 * @returns {Camera}
 */
export function moved(camera, [aside, over], nearer = 1) {
  const up = unit(vectorOf(camera.up));
  const eye = turned(vectorOf(camera.eye), up, aside * STEP);
  const tilt = Math.acos(Math.min(Math.max(dot(unit(eye), up), -1), 1));
  const to = Math.min(Math.max(tilt + over * STEP, 0.15), Math.PI - 0.15);
  const [x, y, z] = scaled(turned(eye, unit(cross(up, eye)), to - tilt), nearer);
  return { ...camera, eye: { x, y, z } };
}

/** @type {(one: Camera, other: Camera) => number} */
export const apart = (one, other) => Math.hypot(one.eye.x - other.eye.x, one.eye.y - other.eye.y, one.eye.z - other.eye.z);

/** @param {Camera} camera */
export function fromWhere({ eye }) {
  const [x, y, z] = unit(vectorOf(eye));
  const words = [
    { much: y, one: "behind", other: "the front" },
    { much: x, one: "the left", other: "the right" },
    { much: z, one: "above", other: "below" },
  ];
  const seen = words.filter(({ much }) => Math.abs(much) > 0.35).sort((a, b) => Math.abs(b.much) - Math.abs(a.much));
  return `Seen from ${seen.map(({ much, one, other }) => (much > 0 ? one : other)).join(" and ")}.`;
}
