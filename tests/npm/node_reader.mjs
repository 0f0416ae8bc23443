// Reads drawings with the package in a thread of its own: the Results as JSON to whoever asked.
import { parentPort, workerData } from 'node:worker_threads';

const { Recognizer } = await import(workerData.url);
const recognizer = await Recognizer.load();
const results = recognizer.readMany(workerData.drawings);
parentPort?.postMessage(
  results.map((/** @type {object} */ result) => JSON.stringify(result)),
);
