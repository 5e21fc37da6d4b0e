import type {
  ALBEvent,
  ALBHandler,
  ALBResult,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  LambdaFunctionURLHandler,
} from 'aws-lambda'
import { toLambdaHandler, toNodeListener } from 'cryptomus-kit/webhooks'
import type { RequestHandler } from 'express'
import type { RequestHandler as RequestHandler4 } from 'express4'
import type { NextApiHandler } from 'next'
import { handle } from './handle.ts'

// What each package says that a handler of its is.
export const express: RequestHandler = toNodeListener(handle)
export const express4: RequestHandler4 = toNodeListener(handle)
export const nextPages: NextApiHandler = toNodeListener(handle)
export const restApi: APIGatewayProxyHandler = toLambdaHandler(handle)
export const httpApi: APIGatewayProxyHandlerV2 = toLambdaHandler(handle)
export const functionUrl: LambdaFunctionURLHandler = toLambdaHandler(handle)
export const balancer: ALBHandler = toLambdaHandler(handle)
export const balanced = (event: ALBEvent): Promise<ALBResult> => toLambdaHandler(handle)(event)
