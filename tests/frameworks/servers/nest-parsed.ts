import { NestFactory } from '@nestjs/core'
import { AppModule } from './nest-app.ts'

const app = await NestFactory.create(AppModule)
await app.listen(Number(process.env.PORT))
