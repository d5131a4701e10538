import { Controller, Get, Header, Inject, Injectable } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Open } from '../identity/access.js';

interface Description {
  /** Snake case with unit, e.g. `relay_publish_seconds`; `aftercare_` is put in front. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** The process's one Prometheus registry. Labels never carry ids of clinics or people. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly requests = this.histogram({
    name: 'http_request_seconds',
    help: 'Time of HTTP requests',
    labels: ['method', 'route', 'status'],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter(description: Description): Counter {
    return new Counter(this.options(description));
  }

  gauge(description: Description, collect?: (gauge: Gauge) => void | Promise<void>): Gauge {
    const own = collect === undefined ? {} : { collect: collectInto(collect) };
    return new Gauge({ ...this.options(description), ...own });
  }

  histogram(description: Description): Histogram {
    return new Histogram(this.options(description));
  }

  private options({ name, help, labels = [] }: Description) {
    return { name: `aftercare_${name}`, help, labelNames: [...labels], registers: [this.registry] };
  }
}

/** prom-client hands the gauge as `this`. */
const collectInto = (collect: (gauge: Gauge) => void | Promise<void>) =>
  function (this: Gauge): void | Promise<void> {
    return collect(this);
  };

@ApiExcludeController()
@Controller()
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Open()
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  expose(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
