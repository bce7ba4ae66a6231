/** The OpenAPI document, made from the contract. */
import { endpoints, errorBodySchema, type Endpoint } from '@qashyq/shared-types';
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiOperationObject } from 'zod-openapi';
import { z } from 'zod';

export function openApiDocument(publicUrl: string, version: string): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Qashyq companion', version, license: { name: 'GPL-3.0-or-later', identifier: 'GPL-3.0-or-later' } },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        launchToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Launch or pairing token signed by Moodle',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'qashyq.sid',
          description: 'Session of the portal; unsafe methods also need X-CSRF-Token',
        },
      },
    },
  });
}

function operation(name: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  const secured = { public: [], signedIn: [{ launchToken: [] }, { session: [] }], moodle: [{ launchToken: [] }] };
  const hasBody = !(endpoint.body instanceof z.ZodUndefined);
  const hasAnswer = !(endpoint.answer instanceof z.ZodUndefined);
  return {
    operationId: name,
    summary: endpoint.summary,
    security: secured[endpoint.access],
    requestParams: { path: endpoint.params as z.ZodObject, query: endpoint.query as z.ZodObject },
    ...(endpoint.upload
      ? {
          requestBody: {
            required: true,
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : hasBody
        ? { requestBody: { required: true, content: { 'application/json': { schema: endpoint.body } } } }
        : {}),
    responses: {
      ...(endpoint.download !== undefined
        ? {
            '200': {
              description: 'The file',
              content: { [endpoint.download]: { schema: { type: 'string', format: 'binary' } } },
            },
          }
        : hasAnswer
          ? { '200': { description: 'The answer', content: { 'application/json': { schema: endpoint.answer } } } }
          : { '204': { description: 'Done' } }),
      default: { description: 'A refusal', content: { 'application/json': { schema: errorBodySchema } } },
    },
  };
}
