import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Ambito } from '../../territorio/territorio.entity.js';
import { ambitoByNumero } from '../../territorio/territorio.loader.js';
import { Abbinamento } from '../ciclo/abbinamento.entity.js';
import { abbinamentoByCodice } from '../ciclo/abbinamento.loader.js';
import { FamigliaAffidataria, FamigliaAffidatariaConnection, ServizioAffidi } from '../famiglia/famiglia.entity.js';
import { FiltroFamiglieAffidatarie } from '../famiglia/famiglia.input.js';
import { famigliaByCodice, famigliaById, servizioByCodice } from '../famiglia/famiglia.loader.js';
import { listFamiglie } from '../famiglia/famiglia.service.js';
import { prendiCambiate } from '../scheda/scheda.periodico.js';
import * as service from './banca.service.js';
import {
  AbbinamentoPianificato,
  AffidiPerServizio,
  AffidiPerTipo,
  AndamentoTrimestre,
  BancaAffido,
  CompitoAffido,
  EsitoASeiMesi,
  FamigliePerStato,
  PianoAbbinamenti,
  RichiestaDaSeguire,
  RiepilogoAmbito,
  RiepilogoBanca,
} from './banca.type.js';
import { compiti } from './compiti.service.js';
import { materiaDelPiano, pianoDi } from './piano.service.js';

@Resolver(() => BancaAffido)
export class BancaAffidoResolver {
  @Richiede('affido:abbina')
  @Query(() => BancaAffido, { nullable: true, description: 'The provincial bank of foster families, UNICA.' })
  bancaAffido(): BancaAffido {
    return Object.assign(new BancaAffido(), { nome: 'UNICA' });
  }

  @Richiede('affido:coordina')
  @FieldResolver(() => RiepilogoBanca, {
    nullable: true,
    description: 'The bank in figures. When the ambiti do not answer, with the requests as they were read last.',
  })
  async riepilogo(@Ctx() ctx: SubgraphContext): Promise<RiepilogoBanca> {
    await ctx.conAmbito(prendiCambiate).catch(() => undefined);
    return ctx.db.read((tx) => service.riepilogo(tx));
  }

  @FieldResolver(() => FamigliaAffidatariaConnection, {
    nullable: true,
    description: 'Families by code: all for the table of fostering, for a service those that it registered.',
  })
  famiglie(
    @Args() page: PageArgs,
    @Arg('filtro', () => FiltroFamiglieAffidatarie, { nullable: true, description: 'Which; all of them when absent.' })
    filtro: FiltroFamiglieAffidatarie | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<FamigliaAffidataria>> {
    return ctx.db.read((tx) => listFamiglie(tx, filtro ?? {}, page));
  }

  @FieldResolver(() => [CompitoAffido], {
    nullable: true,
    description:
      'What the caller’s service has to do, the most urgent first, five hundred at most; for the table, all.',
  })
  compiti(@Ctx() ctx: SubgraphContext): Promise<CompitoAffido[]> {
    return ctx.db.read((tx) => compiti(tx));
  }

  @Richiede('affido:coordina')
  @FieldResolver(() => [RichiestaDaSeguire], {
    nullable: true,
    description: 'Requests without a family for ninety days or more, the longest first, proposed or not.',
  })
  async richiesteDaSeguire(
    @Arg('limite', () => Int, { defaultValue: 20, description: 'How many, 1 to 50.' }) limite: number,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RichiestaDaSeguire[]> {
    await ctx.conAmbito(prendiCambiate).catch(() => undefined);
    return ctx.db.read((tx) => service.daSeguire(tx, limite));
  }

  @Richiede('affido:coordina')
  @FieldResolver(() => [AffidiPerTipo], { nullable: true, description: 'Fosterings by kind.' })
  affidiPerTipo(@Ctx() ctx: SubgraphContext): Promise<AffidiPerTipo[]> {
    return ctx.db.read(service.perTipo);
  }

  @Richiede('affido:coordina')
  @FieldResolver(() => [AffidiPerServizio], { nullable: true, description: 'Families and fosterings by service.' })
  affidiPerServizio(@Ctx() ctx: SubgraphContext): Promise<AffidiPerServizio[]> {
    return ctx.db.read(service.perServizio);
  }

  @Richiede('affido:coordina')
  @FieldResolver(() => [FamigliePerStato], { nullable: true, description: 'Families by state.' })
  famigliePerStato(@Ctx() ctx: SubgraphContext): Promise<FamigliePerStato[]> {
    return ctx.db.read(service.perStato);
  }

  @Richiede('affido:coordina')
  @FieldResolver(() => [EsitoASeiMesi], {
    nullable: true,
    description: 'How fosterings that began six months ago or earlier stood after six months.',
  })
  esitiASeiMesi(@Ctx() ctx: SubgraphContext): Promise<EsitoASeiMesi[]> {
    return ctx.db.read((tx) => service.aSeiMesi(tx));
  }

  @Richiede('affido:coordina')
  @FieldResolver(() => [AndamentoTrimestre], {
    nullable: true,
    description: 'The last eight quarters, the oldest first, this one included.',
  })
  andamento(@Ctx() ctx: SubgraphContext): Promise<AndamentoTrimestre[]> {
    return ctx.db.read((tx) => service.andamento(tx));
  }
}

@Resolver()
export class PianoAbbinamentiResolver {
  @Richiede('affido:coordina')
  @Query(() => PianoAbbinamenti, {
    nullable: true,
    description:
      'The best assignment at once: most minors with a family, then most of those who have waited for half a year, then most points.',
  })
  async pianoAbbinamenti(
    @Arg('distretto', () => Int, {
      nullable: true,
      description: 'Of the requests and the families of one district by themselves; of all when absent.',
    })
    distretto: number | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PianoAbbinamenti> {
    await ctx.conAmbito(prendiCambiate).catch(() => undefined);
    return pianoDi(await ctx.db.read((tx) => materiaDelPiano(tx, distretto ?? null)));
  }
}

@Resolver(() => RiepilogoBanca)
export class RiepilogoBancaResolver {
  @FieldResolver(() => [RiepilogoAmbito], { nullable: true, description: 'The same, ambito by ambito.' })
  perAmbito(@Ctx() ctx: SubgraphContext): Promise<RiepilogoAmbito[]> {
    return ctx.db.read(service.perAmbito);
  }
}

@Resolver(() => RiepilogoAmbito)
export class RiepilogoAmbitoResolver {
  @FieldResolver(() => Ambito, { nullable: true, description: 'The ambito.' })
  ambito(@Root() { ambitoNumero }: RiepilogoAmbito, @Ctx() ctx: SubgraphContext): Promise<Ambito | null> {
    return ctx.load(ambitoByNumero, ambitoNumero);
  }
}

@Resolver(() => AffidiPerServizio)
export class AffidiPerServizioResolver {
  @FieldResolver(() => ServizioAffidi, { nullable: true, description: 'The service.' })
  servizio(@Root() { servizioCodice }: AffidiPerServizio, @Ctx() ctx: SubgraphContext): Promise<ServizioAffidi | null> {
    return ctx.load(servizioByCodice, servizioCodice);
  }
}

@Resolver(() => CompitoAffido)
export class CompitoAffidoResolver {
  @FieldResolver(() => FamigliaAffidataria, { nullable: true, description: 'The family, when it is about one.' })
  famiglia(@Root() { famigliaId }: CompitoAffido, @Ctx() ctx: SubgraphContext): Promise<FamigliaAffidataria | null> {
    return famigliaId === null ? Promise.resolve(null) : ctx.load(famigliaById, famigliaId);
  }

  @FieldResolver(() => Abbinamento, { nullable: true, description: 'The fostering, when it is about one.' })
  abbinamento(@Root() { abbinamentoCodice }: CompitoAffido, @Ctx() ctx: SubgraphContext): Promise<Abbinamento | null> {
    return abbinamentoCodice === null ? Promise.resolve(null) : ctx.load(abbinamentoByCodice, abbinamentoCodice);
  }
}

@Resolver(() => AbbinamentoPianificato)
export class AbbinamentoPianificatoResolver {
  @FieldResolver(() => FamigliaAffidataria, { nullable: true, description: 'The family.' })
  famiglia(
    @Root() { famigliaCodice }: AbbinamentoPianificato,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FamigliaAffidataria | null> {
    return ctx.load(famigliaByCodice, famigliaCodice);
  }
}
