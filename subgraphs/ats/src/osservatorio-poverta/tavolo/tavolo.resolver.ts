import { oggiARoma } from '@trama/kernel/calendario';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { EdizioneOsservatorio } from '../edizione/edizione.entity.js';
import { edizioneByIncontro } from '../edizione/edizione.loader.js';
import { OsservatorioPoverta } from '../osservatorio.type.js';
import { cadenzaDi } from './cadenza.js';
import { IncontroOsservatorio } from './incontro.entity.js';
import { QuesitoOsservatorio } from './quesito.entity.js';
import {
  IncontroPayload,
  PoniQuesitoInput,
  PrevediIncontroInput,
  QuesitoPayload,
  RispondiQuesitoInput,
  TieniIncontroInput,
} from './tavolo.input.js';
import * as service from './tavolo.service.js';
import { CadenzaIncontri } from './tavolo.type.js';

@Resolver(() => OsservatorioPoverta)
export class TavoloOsservatorioResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => [IncontroOsservatorio], {
    nullable: true,
    description: 'Its meetings, promised and held, the newest first: two or three a year.',
  })
  incontri(@Ctx() ctx: SubgraphContext): Promise<IncontroOsservatorio[]> {
    return ctx.db.read(service.listIncontri);
  }

  @Richiede('statistica:leggi')
  @FieldResolver(() => CadenzaIncontri, { nullable: true, description: 'Whether it meets as it promised.' })
  async cadenza(@Ctx() ctx: SubgraphContext): Promise<CadenzaIncontri> {
    return cadenzaDi(await ctx.db.read(service.listIncontri), oggiARoma());
  }
}

@Resolver(() => IncontroOsservatorio)
export class IncontroResolver {
  @Richiede('statistica:leggi')
  @FieldResolver(() => EdizioneOsservatorio, {
    nullable: true,
    description: 'The edition that it reads; null until it is fixed.',
  })
  edizione(@Root() { id }: IncontroOsservatorio, @Ctx() ctx: SubgraphContext): Promise<EdizioneOsservatorio | null> {
    return ctx.load(edizioneByIncontro, id);
  }
}

@Resolver(() => EdizioneOsservatorio)
export class QuesitiResolver {
  @Richiede('osservatorio:partecipa')
  @FieldResolver(() => [QuesitoOsservatorio], {
    nullable: true,
    description: 'What was asked on its figures, from the first.',
  })
  quesiti(@Root() { id }: EdizioneOsservatorio, @Ctx() ctx: SubgraphContext): Promise<QuesitoOsservatorio[]> {
    return ctx.load(service.quesitiByEdizione, id);
  }
}

@Resolver()
export class ScritturaTavoloResolver {
  @Richiede('osservatorio:coordina')
  @Mutation(() => IncontroPayload, { nullable: true, description: 'Promises a meeting of the observatory.' })
  async prevediIncontro(
    @Arg('input', () => PrevediIncontroInput, { description: 'For which day.' }) input: PrevediIncontroInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IncontroPayload> {
    return { incontro: await ctx.db.write((tx) => service.prevediIncontro(tx, input)) };
  }

  @Richiede('osservatorio:coordina')
  @Mutation(() => IncontroPayload, { nullable: true, description: 'Says that a promised meeting was held.' })
  async tieniIncontro(
    @Arg('input', () => TieniIncontroInput, { description: 'Which one, and on which day.' }) input: TieniIncontroInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<IncontroPayload> {
    return { incontro: await ctx.db.write((tx) => service.tieniIncontro(tx, input)) };
  }

  @Richiede('osservatorio:partecipa')
  @Mutation(() => QuesitoPayload, { nullable: true, description: 'Asks about a figure of an edition.' })
  async poniQuesito(
    @Arg('input', () => PoniQuesitoInput, { description: 'Which figure, and what.' }) input: PoniQuesitoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<QuesitoPayload> {
    return { quesito: await ctx.db.write((tx) => service.poniQuesito(tx, input)) };
  }

  @Richiede('osservatorio:coordina')
  @Mutation(() => QuesitoPayload, { nullable: true, description: 'Answers a question on a figure, once.' })
  async rispondiQuesito(
    @Arg('input', () => RispondiQuesitoInput, { description: 'Which question, and the answer.' })
    input: RispondiQuesitoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<QuesitoPayload> {
    return { quesito: await ctx.db.write((tx) => service.rispondiQuesito(tx, input)) };
  }
}
