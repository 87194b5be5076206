import type { Seme } from '@trama/reference/prepara';
import { dimostrativo } from './dimostrativo.js';
import { casiDimostrativi } from './dimostrativo-casi.js';
import { riferimento } from './riferimento.js';

export const seme: Seme = { riferimento, dimostrativo, persone: casiDimostrativi };
