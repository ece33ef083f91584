import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createPasswords } from '../../../src/accounts/password.ts';
import { projectRoot } from '../../../src/app/project-root.ts';
import { DomainError } from '../../../src/base/errors.ts';

describe('passwords (S37)', () => {
  const PASSWORD = 'correct horse battery';

  it('are kept as argon2id, match what was typed and nothing else, and nobody has one', async () => {
    const passwords = createPasswords();
    const hash = await passwords.hash(PASSWORD);
    expect(hash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwords.matches(PASSWORD, hash)).to.equal(true);
    expect(await passwords.matches('another', hash)).to.equal(false);
    expect(await passwords.matches(PASSWORD, undefined)).to.equal(false);
  });

  it('are worked on a few at a time beside the event loop; who comes when too many wait is told to come back', async () => {
    const passwords = createPasswords({ atOnce: 2, waitingAtMost: 3 });
    const done: number[] = [];
    let turnsBetween = 0;
    const turn = (): void => {
      if (done.length === 5) return;
      turnsBetween += 1;
      setImmediate(turn);
    };
    setImmediate(turn);
    const asked = Array.from({ length: 9 }, (_, index) =>
      passwords.hash(PASSWORD).then(
        () => void done.push(index),
        (error: unknown) => error,
      ),
    );
    const refused = (await Promise.all(asked)).filter((error) => error !== undefined);
    expect(done.toSorted()).to.deep.equal([0, 1, 2, 3, 4]);
    // Two are under way, so one of the first two is done first; a third may pass the other.
    expect(done[0]).to.be.oneOf([0, 1]);
    expect(refused).to.have.length(4);
    for (const error of refused) {
      expect(error).to.be.instanceOf(DomainError).and.include({ code: 'unavailable' });
      expect((error as DomainError).details.retryAfterMs).to.be.above(0);
    }
    expect(turnsBetween, 'turns of the event loop meanwhile').to.be.above(20);
    await passwords.hash(PASSWORD);
  });

  it('of one network leave places to wait for all others, and are checked later', async () => {
    const passwords = createPasswords({ atOnce: 1, waitingAtMost: 3, waitingPerNetwork: 2 });
    const hash = await passwords.hash(PASSWORD);
    const from = (network: string) =>
      passwords.matches(PASSWORD, hash, network).catch((error: unknown) => (error as DomainError).code);
    const crowd = ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.3'];
    expect(await Promise.all(crowd.map(from))).to.deep.equal([true, true, true, 'unavailable', true, 'unavailable']);
    expect(await Promise.all(crowd.slice(0, 3).map(from)), 'places that are free again').to.deep.equal([
      true,
      true,
      true,
    ]);
  });

  it('are hashed by nothing that holds everybody up', async () => {
    const holdsUp = /\b(?:hashSync|verifySync|scryptSync|pbkdf2Sync|argon2\w*Sync|bcrypt\w*Sync)\b/;
    const source = join(projectRoot(), 'src');
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(files).to.include('accounts/password.ts');
    for (const file of files) expect(readFileSync(join(source, file), 'utf8'), file).to.not.match(holdsUp);
  });
});
