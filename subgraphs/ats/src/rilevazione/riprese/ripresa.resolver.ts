import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Voce } from '../campagna.entity.js';
import { vociByCampagna } from '../campagna.loader.js';
import { Compilazione, FiguraRipresa } from '../compilazione.entity.js';
import { compilazioneById } from '../compilazione.loader.js';
import { valoriLeggibili } from '../rilevazione.stati.js';
import { ripreseByCompilazione } from './ripresa.loader.js';
import { PropostaRipresa } from './ripresa.type.js';

@Resolver(() => Compilazione)
export class RipreseDellaCompilazioneResolver {
  @Richiede('proposta:leggi')
  @FieldResolver(() => [PropostaRipresa], {
    nullable: true,
    description:
      'What other answers of the same contributor say already, sent or approved, to voci that ask the same thing: in another collection, or for the year before. Empty for another ambito’s answer, and for who may not read its values. `accettaProposte` writes them.',
  })
  async proposteDaAltre(@Root() { id, stato }: Compilazione, @Ctx() ctx: SubgraphContext): Promise<PropostaRipresa[]> {
    return valoriLeggibili(stato, ctx.identity) ? ctx.load(ripreseByCompilazione, id) : [];
  }
}

@Resolver(() => PropostaRipresa)
export class PropostaRipresaResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Compilazione, { nullable: true, description: 'The answer that it stands in.' })
  da(@Root() { daCompilazioneId }: PropostaRipresa, @Ctx() ctx: SubgraphContext): Promise<Compilazione | null> {
    return ctx.load(compilazioneById, daCompilazioneId);
  }

  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Voce, { nullable: true, description: 'The voce that it answers there.' })
  async daVoce(
    @Root() { daCampagnaId, daVoceCodice }: PropostaRipresa,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Voce | null> {
    return (await ctx.load(vociByCampagna, daCampagnaId)).find(({ codice }) => codice === daVoceCodice) ?? null;
  }
}

@Resolver(() => FiguraRipresa)
export class FiguraRipresaResolver {
  @Richiede('rilevazione:leggi')
  @FieldResolver(() => Compilazione, {
    nullable: true,
    description: 'The answer that it was taken from; null for who may not see it.',
  })
  compilazione(@Root() { compilazioneId }: FiguraRipresa, @Ctx() ctx: SubgraphContext): Promise<Compilazione | null> {
    return ctx.load(compilazioneById, compilazioneId);
  }
}
