import { type Page, PageArgs } from '@trama/schema/page';
import { SubgraphContext } from '@trama/subgraph/context';
import { Richiede } from '@trama/subgraph/richiede';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Comune, ServizioAffidi } from '../famiglia/famiglia.entity.js';
import { ServizioAffidiPayload } from '../famiglia/famiglia.input.js';
import { ContattoAffido, ContattoAffidoConnection } from './contatto.entity.js';
import {
  ChiediContattoAffidoInput,
  ChiudiContattoInput,
  ContattoAffidoPayload,
  ContattoChiestoPayload,
  ImpostaRecapitiServizioAffidiInput,
  SulContattoInput,
} from './contatto.input.js';
import * as service from './contatto.service.js';
import { AzioneContattoAffido, StatoContattoAffido, transizioniContatto } from './contatto.stati.js';

@Resolver()
export class ChiediContattoResolver {
  @Richiede('territorio:leggi')
  @Query(() => [ServizioAffidi], {
    nullable: true,
    description:
      'The fostering services of a comune: that of its ambito first, then those of the Terzo Settore. Empty for a comune of no ambito.',
  })
  serviziAffidi(
    @Arg('comune', () => String, { description: 'ISTAT code.' }) comune: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServizioAffidi[]> {
    return ctx.db.read((tx) => service.serviziDelComune(tx, comune));
  }

  @Richiede('affido:chiedi')
  @Mutation(() => ContattoChiestoPayload, {
    nullable: true,
    description:
      'Asks a fostering service to call back somebody who thinks of fostering. What they write is encrypted, read by that service alone, and erased when it has answered.',
  })
  async chiediContattoAffido(
    @Arg('input', () => ChiediContattoAffidoInput, { description: 'Who, where they live and how to reach them.' })
    input: ChiediContattoAffidoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContattoChiestoPayload> {
    const servizio = await ctx.perConto('contatto-affido', (tx, cifrario) =>
      service.riceviContatto(tx, cifrario, input),
    );
    return { servizio };
  }
}

@Resolver(() => ContattoAffido)
export class ContattoAffidoResolver {
  @Richiede('famiglia:gestisci')
  @Query(() => ContattoAffidoConnection, {
    nullable: true,
    description:
      'Citizens who asked the caller’s own service to be called back, who has waited longest first. Each one read is in the access log.',
  })
  contattiAffido(
    @Args() page: PageArgs,
    @Arg('stato', () => StatoContattoAffido, { nullable: true, description: 'In this state; all when absent.' })
    stato: StatoContattoAffido | null,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Page<ContattoAffido>> {
    return ctx.db.inspect('AFFIDO', (tx, nomina) => service.listContatti(tx, nomina, stato ?? null, page));
  }

  @FieldResolver(() => Comune, { nullable: true, description: 'Where they live.' })
  comune(@Root() { comuneIstat: codiceIstat }: ContattoAffido): Comune {
    return { codiceIstat };
  }

  @FieldResolver(() => String, { nullable: true, description: 'How they are called; null once it is closed.' })
  nome(@Root() contatto: ContattoAffido, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return service.leggiContatto(cifrario, contatto, 'nome');
  }

  @FieldResolver(() => String, { nullable: true, description: 'Telephone or e-mail; null once it is closed.' })
  recapito(@Root() contatto: ContattoAffido, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return service.leggiContatto(cifrario, contatto, 'recapito');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What they ask; null when they wrote nothing, and once it is closed.',
  })
  messaggio(@Root() contatto: ContattoAffido, @Ctx() { cifrario }: SubgraphContext): Promise<string | null> {
    return service.leggiContatto(cifrario, contatto, 'messaggio');
  }

  @FieldResolver(() => [AzioneContattoAffido], { description: 'What this caller can do about it now.' })
  azioniPossibili(@Root() { stato }: ContattoAffido, @Ctx() { identity }: SubgraphContext): AzioneContattoAffido[] {
    return transizioniContatto.azioniPossibili(stato, identity);
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => ContattoAffidoPayload, { nullable: true, description: 'Says that somebody of the service answers.' })
  async prendiInCaricoContatto(
    @Arg('input', () => SulContattoInput, { description: 'Which contact, as the caller saw it.' })
    input: SulContattoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContattoAffidoPayload> {
    return { contatto: await ctx.db.write((tx) => service.prendiInCarico(tx, input)) };
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => ContattoAffidoPayload, {
    nullable: true,
    description: 'Says what came of it. What the citizen wrote is erased, in backups too: register a family before.',
  })
  async chiudiContatto(
    @Arg('input', () => ChiudiContattoInput, {
      description: 'Which contact, as the caller saw it, and what came of it.',
    })
    input: ChiudiContattoInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ContattoAffidoPayload> {
    const contatto = await ctx.db.write((tx) => service.chiudi(tx, input));
    // After the commit: a key that is gone cannot come back with a transaction that failed. Repeating the request ends it.
    await ctx.cifrario.chiavi.distruggi(contatto.servizioNumero, service.personaDi(contatto.id));
    return { contatto };
  }

  @Richiede('famiglia:gestisci')
  @Mutation(() => ServizioAffidiPayload, {
    nullable: true,
    description: 'Says how citizens reach the caller’s own service. It is public.',
  })
  async impostaRecapitiServizioAffidi(
    @Arg('input', () => ImpostaRecapitiServizioAffidiInput, { description: 'Telephone and e-mail.' })
    input: ImpostaRecapitiServizioAffidiInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ServizioAffidiPayload> {
    return { servizio: await ctx.db.write((tx) => service.impostaRecapiti(tx, input)) };
  }
}
