import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Caso } from '../cartella/caso.entity.js';
import { casoById } from '../cartella/caso.loader.js';
import { scopoDi } from '../cartella/caso.service.js';
import { chiaveDi, proposteByChiave } from './proposta.loader.js';
import { Compilazione, Proposta } from './proposta.type.js';

@Resolver(() => Compilazione)
export class PropostaResolver {
  @Richiede('proposta:leggi')
  @Directive('@requires(fields: "rilevazione anno luogo")')
  @FieldResolver(() => [Proposta], {
    nullable: true,
    description:
      'What the case files of the ambito, or what its fostering service wrote of the year, can count for it, counted at each reading; empty for another ambito’s answer and where nothing is kept. `accettaProposte` writes them.',
  })
  proposte(@Root() compilazione: Compilazione, @Ctx() ctx: SubgraphContext): Promise<Proposta[]> {
    return ctx.load(proposteByChiave, chiaveDi(compilazione));
  }

  @Richiede('proposta:leggi')
  @Directive('@requires(fields: "rilevazione anno luogo")')
  @FieldResolver(() => Proposta, {
    nullable: true,
    description:
      'One figure counted again now, also after it was accepted or sent: how, and for the service that follows them from which cases. Null for a voce that nobody counts here, and for another ambito’s answer.',
  })
  async ricalcola(
    @Root() compilazione: Compilazione,
    @Arg('voce', () => String, { description: 'Code of the voce.' }) voce: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Proposta | null> {
    const proposte = await ctx.load(proposteByChiave, chiaveDi(compilazione));
    return proposte.find((proposta) => proposta.voce === voce) ?? null;
  }
}

@Resolver(() => Proposta)
export class CasiDellaPropostaResolver {
  @Richiede('caso:leggi')
  @FieldResolver(() => [Caso], {
    nullable: true,
    description: 'Of the cases that were counted, those that the caller follows. Each one read is in the access log.',
  })
  async casi(@Root() { casiContati }: Proposta, @Ctx() ctx: SubgraphContext): Promise<Caso[]> {
    const scopo = scopoDi(ctx.identity);
    const casi = await Promise.all((casiContati ?? []).map((id) => ctx.loadInspected(casoById, scopo, id)));
    return casi.filter((caso) => caso !== null);
  }
}
