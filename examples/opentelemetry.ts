/**
 * Measures every call with OpenTelemetry: a span, a histogram of durations and a counter of attempts, by operation and
 * outcome.
 *
 * Run it with `npx tsx examples/opentelemetry.ts`. It needs no keys and no network, and prints what it measured.
 */
import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { type CallRecord, createClient, settle, withTelemetry } from 'cryptomus-kit'
import { createSandbox } from 'cryptomus-kit/sandbox'

// Keeps metrics and spans in memory, so that they can be printed below. An application uses its own exporters.
const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 60_000 })
const meter = new MeterProvider({ readers: [reader] }).getMeter('cryptomus')
const duration = meter.createHistogram('cryptomus.call.duration', { unit: 'ms' })
const attempts = meter.createCounter('cryptomus.call.attempts')

const spans = new InMemorySpanExporter()
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer('cryptomus')

/** Makes a span and two metrics of one call. A `CallRecord` contains no secret, so every field may be an attribute. */
function record({ operation, outcome, kind, status, durationMs, attempts: sent = 0 }: CallRecord): void {
  const attributes = {
    operation,
    outcome,
    ...(kind && { kind }),
    ...(status && { 'http.response.status_code': status }),
  }
  // Few labels: each combination of their values becomes a time series of its own.
  duration.record(durationMs, { operation, outcome })
  attempts.add(sent, { operation, outcome })
  // The call is over when it is reported, so its start is calculated from its duration.
  const endedAt = Date.now()
  const span = tracer.startSpan(operation, { kind: SpanKind.CLIENT, attributes, startTime: endedAt - durationMs })
  if (outcome !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR })
  span.end(endedAt)
}

const sandbox = createSandbox()
const client = createClient({ ...sandbox.clientOptions, middleware: [withTelemetry(record)] })

// Two calls that succeed and one that the gateway refuses, so that both outcomes are measured.
await client.payments.create({ amount: '15.00', currency: 'USD', order_id: 'order-1' })
await client.payments.get({ order_id: 'order-1' })
await settle(client.payments.get({ order_id: 'no-such-order' }))

for (const { name, attributes, status } of spans.getFinishedSpans()) {
  console.log(`span ${name} ${attributes.outcome} ${status.code === SpanStatusCode.ERROR ? 'error' : 'ok'}`)
}
// The reader collects once a minute by itself.
await reader.forceFlush()
for (const { descriptor, dataPoints } of metrics.getMetrics()[0]?.scopeMetrics[0]?.metrics ?? []) {
  for (const { attributes, value } of dataPoints) {
    const shown = typeof value === 'number' ? value : `${'count' in value ? value.count : 0} calls`
    console.log(`metric ${descriptor.name} ${attributes.operation} ${attributes.outcome}: ${shown}`)
  }
}
await reader.shutdown()
