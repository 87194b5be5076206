/** What contributors are called in open statistics: the ambiti, and who contributes from outside. */
export const LUOGHI_STATISTICHE = `
  /* statistica.luoghi */
  SELECT numero AS ambito_id, nome, true AS interno FROM ambito
  UNION ALL
  SELECT ambito_id, nome, false FROM destinatario WHERE NOT interno`;
