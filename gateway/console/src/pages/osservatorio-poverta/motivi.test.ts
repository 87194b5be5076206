import { leggiMotivi } from './motivi';

describe('reasons, as people type them', () => {
  test('are one a line, whatever the spaces, and a reason may hold a semicolon', () => {
    expect(leggiMotivi(' 5 ;2020; Errore; corretto \n\n12;2021;Dato arrivato tardi')).toEqual([
      { ambito: 5, anno: 2020, testo: 'Errore; corretto' },
      { ambito: 12, anno: 2021, testo: 'Dato arrivato tardi' },
    ]);
    expect(leggiMotivi('')).toEqual([]);
  });

  test.each(['5; 2020', '5; 2020; ', 'cinque; 2020; Errore', '5; 2020; Errore\nsolo parole'])('are not %j', (text) => {
    expect(leggiMotivi(text)).toBeUndefined();
  });
});
