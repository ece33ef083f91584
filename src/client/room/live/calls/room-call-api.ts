import type { RoomCallBody, RoomCallRequest, roomCallsAnswer } from '../../../../contract/http/phone.ts';
import { ApiProblem, readProblem } from '../../../shared/api.ts';

export type RoomCallsAnswer = ReturnType<typeof roomCallsAnswer.parse>;

/** Calls out of the room. Each throws an `ApiProblem` when it is refused. */
export interface RoomCallApi {
  list(): Promise<RoomCallsAnswer>;
  ask(request: RoomCallRequest): Promise<RoomCallBody>;
  end(id: string): Promise<void>;
}

/** `key`: the resume token of one's place in the room, once there is one. */
export const createRoomCallApi = (key: () => Promise<string>): RoomCallApi => {
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Response> => {
    const headers = { 'x-room-key': await key() };
    let response: Response;
    try {
      response = await fetch(`/api/v1/room/calls${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new ApiProblem('unreachable', 0);
    }
    if (!response.ok) throw await readProblem(response);
    return response;
  };
  return {
    list: async () => (await (await send('GET', '')).json()) as RoomCallsAnswer,
    ask: async (request) => (await (await send('POST', '', request)).json()) as RoomCallBody,
    async end(id) {
      await send('DELETE', `/${encodeURIComponent(id)}`);
    },
  };
};
