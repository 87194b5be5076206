import { GIORNI_DI_VALIDITA } from './disponibilita.type.js';
import { primoGiornoValido } from './validita.service.js';

test('a declaration can be relied upon for forty-five days, over months of any length', () => {
  expect(GIORNI_DI_VALIDITA).toBe(45);
  expect(primoGiornoValido('2026-03-01')).toBe('2026-01-15');
  expect(primoGiornoValido('2024-03-01')).toBe('2024-01-16');
  expect(primoGiornoValido('2026-01-10')).toBe('2025-11-26');
});
