import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/**
 * What the provider remembers while it runs: sign-ins under way, codes, sessions. A restart forgets it, and people sign
 * in again; tokens do not need it.
 */
export class VolatileAdapter implements Adapter {
  private readonly entries = new Map<string, Entry>();

  async upsert(id: string, payload: AdapterPayload, expiresIn = Infinity): Promise<void> {
    const now = Date.now();
    for (const [old, { until }] of this.entries) {
      if (until < now) {
        this.entries.delete(old);
      }
    }
    this.entries.set(id, { payload, until: now + expiresIn * 1000 });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const entry = this.entries.get(id);
    return entry && entry.until >= Date.now() ? entry.payload : undefined;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findBy((payload) => payload.uid === uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findBy((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) {
      payload.consumed = Math.floor(Date.now() / 1000);
    }
  }

  async destroy(id: string): Promise<void> {
    this.entries.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.entries) {
      if (payload.grantId === grantId) {
        this.entries.delete(id);
      }
    }
  }

  private async findBy(matches: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    const id = [...this.entries].find(([, { payload }]) => matches(payload))?.[0];
    return id === undefined ? undefined : this.find(id);
  }
}
