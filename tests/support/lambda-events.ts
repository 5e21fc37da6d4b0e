import type { LambdaEvent } from '../../src/webhooks/adapters/lambda-types.ts'

const headers = { 'content-type': 'application/json', host: 'hooks.example' }

/** An event of API Gateway's REST APIs (payload format 1.0), as AWS documents it. */
export const restEvent = (fields: LambdaEvent = {}): LambdaEvent => ({
  ...{ resource: '/hooks', stageVariables: null, pathParameters: null, queryStringParameters: null },
  httpMethod: 'POST',
  path: '/hooks',
  headers,
  multiValueHeaders: { 'content-type': ['application/json'], host: ['hooks.example'] },
  requestContext: {
    ...{ stage: 'prod', requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef', protocol: 'HTTP/1.1' },
    identity: { sourceIp: '203.0.113.7' },
  },
  body: '{}',
  isBase64Encoded: false,
  ...fields,
})

/** An event of API Gateway's HTTP APIs (payload format 2.0) and of function URLs, as AWS documents it. */
export const httpEvent = (fields: LambdaEvent = {}): LambdaEvent => ({
  ...{ version: '2.0', routeKey: '$default' },
  rawPath: '/hooks',
  rawQueryString: '',
  headers,
  requestContext: {
    ...{ stage: '$default', requestId: 'id', domainName: 'id.execute-api.us-east-1.amazonaws.com' },
    http: { ...{ path: '/hooks', protocol: 'HTTP/1.1' }, method: 'POST', sourceIp: '203.0.113.8' },
  },
  body: '{}',
  isBase64Encoded: false,
  ...fields,
})

/** An event of a load balancer, as AWS documents it: the sender's address is in a header only. */
export const balancerEvent = (fields: LambdaEvent = {}): LambdaEvent => ({
  httpMethod: 'POST',
  path: '/hooks',
  headers: { ...headers, 'x-forwarded-for': '203.0.113.9' },
  requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/a/b' } },
  body: '{}',
  isBase64Encoded: false,
  ...fields,
})
