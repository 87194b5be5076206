import { freePorts, portRefusal } from './ports.js';

test('programs that start together get a free port each', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `programma ${i}`);
  const ports = await freePorts(names);
  expect(Object.keys(ports)).toEqual(names);
  expect(new Set(Object.values(ports)).size).toBe(40);
  expect(Math.max(...Object.values(ports))).toBeLessThan(32_768); // from there on, Linux takes them for whoever calls out
  expect(await portRefusal(ports['programma 7']!)).toBeUndefined();
});
