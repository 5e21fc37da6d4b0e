import { NestFactory } from '@nestjs/core'
import { AppModule } from './nest-app.ts'

const app = await NestFactory.create(AppModule, { rawBody: true })
await app.listen(Number(process.env.PORT))
