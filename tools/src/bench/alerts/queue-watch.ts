import { PgBoss } from 'pg-boss';

/** What the queue held for deliveries at its worst. */
export interface QueueFigures {
  /** Jobs that are about one delivery. */
  readonly single: number;
  /** Jobs that waited for one lane at the same time. */
  readonly perLane: number;
}

const LOOK_MS = 500;

const JOBS = `SELECT name, data->>'laneId' AS lane, count(*)::int AS count
  FROM jobs.job
  WHERE name IN ('deliveries.lane', 'deliveries.send') AND state IN ('created', 'retry')
  GROUP BY 1, 2`;

interface Counted {
  readonly name: string;
  readonly lane: string | null;
  readonly count: number;
}

/** Looks at the queue's jobs of deliveries again and again. */
export class QueueWatch {
  readonly #boss: PgBoss;
  readonly #timer: NodeJS.Timeout;
  #worst: QueueFigures = { single: 0, perLane: 0 };

  private constructor(boss: PgBoss) {
    this.#boss = boss;
    this.#timer = setInterval(() => void this.#look().catch(() => undefined), LOOK_MS);
  }

  static async start(url: string): Promise<QueueWatch> {
    const boss = new PgBoss({ connectionString: url, schema: 'bench', max: 1 });
    boss.on('error', () => undefined);
    await boss.start();
    return new QueueWatch(boss);
  }

  async stop(): Promise<QueueFigures> {
    clearInterval(this.#timer);
    await this.#boss.stop({ graceful: false });
    return this.#worst;
  }

  async #look(): Promise<void> {
    const { rows } = await this.#boss.getDb().executeSql(JOBS);
    const counted = rows as Counted[];
    const single = counted.filter(({ name }) => name === 'deliveries.send');
    const ofLanes = counted.filter(({ lane }) => lane !== null).map(({ count }) => count);
    this.#worst = {
      single: Math.max(
        this.#worst.single,
        single.reduce((sum, { count }) => sum + count, 0),
      ),
      perLane: Math.max(this.#worst.perLane, ...ofLanes),
    };
  }
}
