const federation = {
  version: '2.14.4',
  because:
    'GHSA-pfjj-6f4p-rvmh (CVE-2026-32621: prototype pollution through aliases), GHSA-q2f9-x4p4-7xmh and ' +
    'GHSA-p2q6-pwh5-m6jr (planner exhaustion); ours are tested from here.',
};

/** Versions below which a known weakness reaches us. Raise a floor here when an advisory appears; never lower one. */
export const FLOORS = {
  '@apollo/composition': federation,
  '@apollo/federation-internals': federation,
  '@apollo/gateway': federation,
  '@apollo/query-graphs': federation,
  '@apollo/query-planner': federation,
  '@apollo/subgraph': federation,
  '@apollo/server': {
    version: '5.5.0',
    because: 'GHSA-9q82-xgwf-vj6h (cross-site search), GHSA-mp6q-xf9x-fwf7 (CVE-2026-23897: charset exhaustion).',
  },
  '@graphql-tools/utils': {
    version: '12.1.0',
    because:
      'GHSA-7mx3-vvmw-hjmv (CVE-2026-104852: mergeDeep) and GHSA-c4qx-w738-7hr3 (CVE-2026-114604: mergeIncrementalResult), ' +
      'prototype pollution.',
  },
  graphql: {
    version: '16.15.0',
    because: 'CVE-2023-26144 (overlapping fields); validation gives up on hostile documents from here.',
  },
  pg: { version: '8.23.0', because: 'CVE-2017-16082 (column names as code) is long fixed; ours is tested from here.' },
  typeorm: { version: '1.1.0', because: 'GHSA-2rp8-mm9q-fp49 (CVE-2026-73651: code in generated migrations).' },
};
