/** Whether this is the longer run, `npm run test:lunghi`: what can be tried a thousand times is tried fewer in the other. */
export const LUNGHI = process.env.TRAMA_TEST_LUNGHI === '1';
