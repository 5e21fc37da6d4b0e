import 'reflect-metadata'
import { All, Controller, Module, Req, Res } from '@nestjs/common'
import { toNodeListener } from 'cryptomus-kit/webhooks'
import type { Request, Response } from 'express'
import { handle } from '../handle.ts'

const listener = toNodeListener(handle)

@Controller('webhooks/cryptomus')
class WebhooksController {
  @All()
  receive(@Req() request: Request, @Res() response: Response) {
    return listener(request, response)
  }
}

@Module({ controllers: [WebhooksController] })
export class AppModule {}
