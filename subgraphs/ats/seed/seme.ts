import type { Seme } from '@trama/reference/prepara';
import { DEFINIZIONI_DIR } from '@trama/regole/node/cartella';
import { dimostrativo } from './dimostrativo.js';
import { affidoDimostrativo } from './dimostrativo-affido.js';
import { riferimento } from './riferimento.js';

export const seme: Seme = {
  riferimento,
  dimostrativo,
  persone: affidoDimostrativo,
  cartelle: [DEFINIZIONI_DIR],
};
