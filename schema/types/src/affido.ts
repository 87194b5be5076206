import { registerEnumType } from 'type-graphql';

/** What kind of fostering is asked for, or offered. */
export enum TipoAffido {
  RESIDENZIALE = 'RESIDENZIALE',
  DIURNO = 'DIURNO',
  APPOGGIO = 'APPOGGIO',
  PRONTO_INTERVENTO = 'PRONTO_INTERVENTO',
  FINE_SETTIMANA = 'FINE_SETTIMANA',
}

registerEnumType(TipoAffido, {
  name: 'TipoAffido',
  description: 'A kind of fostering.',
  valuesConfig: {
    RESIDENZIALE: { description: 'The minor lives with the foster family.' },
    DIURNO: { description: 'Part of the day, to keep the minor in the own family.' },
    APPOGGIO: { description: 'A family beside the family, for some hours of the week.' },
    PRONTO_INTERVENTO: { description: 'At once, and for a short time.' },
    FINE_SETTIMANA: { description: 'Weekends and holidays.' },
  },
});

/** The two macro categories of the family of origin that the Tavolo Affido works with (Piano di Zona 2021-2023, p. 223). */
export enum MacrocategoriaFamiglia {
  RECUPERABILE = 'RECUPERABILE',
  RESIDUALE = 'RESIDUALE',
}

registerEnumType(MacrocategoriaFamiglia, {
  name: 'MacrocategoriaFamiglia',
  description: 'What can be expected of the family of origin.',
  valuesConfig: {
    RECUPERABILE: { description: 'Parental capacities can be recovered: a return is possible.' },
    RESIDUALE: { description: 'Parental capacities are residual: a return before eighteen is unlikely.' },
  },
});

/** Who decided: with the parents' consent the services, otherwise a court (law 184/1983, art. 4). */
export enum NaturaAffido {
  CONSENSUALE = 'CONSENSUALE',
  GIUDIZIALE = 'GIUDIZIALE',
}

registerEnumType(NaturaAffido, {
  name: 'NaturaAffido',
  description: 'On whose decision a minor is fostered (law 184/1983, art. 4).',
  valuesConfig: {
    CONSENSUALE: {
      description: 'With the consent of who has parental responsibility; the guardianship judge makes it final.',
    },
    GIUDIZIALE: { description: 'On the order of the juvenile court.' },
  },
});

/** Where the foster family should live, seen from the family of origin. */
export enum VicinanzaAffido {
  INDIFFERENTE = 'INDIFFERENTE',
  VICINO = 'VICINO',
  LONTANO = 'LONTANO',
}

registerEnumType(VicinanzaAffido, {
  name: 'VicinanzaAffido',
  description: 'Where the foster family should live, seen from the family of origin.',
  valuesConfig: {
    INDIFFERENTE: { description: 'It does not matter.' },
    VICINO: { description: 'Near, to keep the ties.' },
    LONTANO: { description: 'Far, for protection.' },
  },
});

export enum StatoRichiestaAffido {
  IN_ATTESA = 'IN_ATTESA',
  IN_ABBINAMENTO = 'IN_ABBINAMENTO',
  IN_AFFIDO = 'IN_AFFIDO',
  CHIUSA = 'CHIUSA',
}

registerEnumType(StatoRichiestaAffido, {
  name: 'StatoRichiestaAffido',
  description: 'Where a request for a foster family stands.',
  valuesConfig: {
    IN_ATTESA: { description: 'Waits for a family.' },
    IN_ABBINAMENTO: { description: 'A family is proposed or being looked at.' },
    IN_AFFIDO: { description: 'The minor is with a family.' },
    CHIUSA: { description: 'No family is looked for any more.' },
  },
});
