import { expect, test } from 'vitest';
import { pathTo, patientOf, readRoute } from './route';

test('an address and its place are the same both ways', () => {
  const route = readRoute(`#${pathTo('letters', 'p 1', '文書')}`);
  expect(route).toEqual({ room: 'letters', rest: ['p 1', '文書'] });
});

test('an unknown address leads to the first room', () => {
  for (const hash of ['', '#', '#/', '#main', '#/nowhere/1']) {
    expect(readRoute(hash)).toEqual({ room: 'patients', rest: [] });
  }
});

test('the patient is part of the address, except in pages of the room', () => {
  expect(patientOf(readRoute('#/chart/abc/conditions'))).toBe('abc');
  expect(patientOf(readRoute('#/patients/new'))).toBeNull();
  expect(patientOf(readRoute('#/patients/bulk'))).toBeNull();
  expect(patientOf(readRoute('#/settings/staff'))).toBeNull();
  expect(patientOf(readRoute('#/terminal/log'))).toBeNull();
});
