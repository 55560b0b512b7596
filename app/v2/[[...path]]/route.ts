import { answerApiRequest } from '@/lib/server/api-requests';

export {
  answerApiRequest as GET,
  answerApiRequest as POST,
  answerApiRequest as PATCH,
  answerApiRequest as PUT,
  answerApiRequest as DELETE,
  answerApiRequest as OPTIONS,
  answerApiRequest as HEAD,
};
