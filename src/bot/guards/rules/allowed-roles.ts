import { isWork } from './act-kinds.js';
import type { Rule } from './rule.js';
import { withoutRole } from './sentences.js';

/** Where a server has named roles, pictures are made for their members alone. */
export const allowedRoles: Rule = {
  name: 'allowed-roles',
  refuses: async ({ kind, person, rights: { server } }) => {
    const { roles } = server;
    if (roles.length === 0 || !isWork(kind)) return null;
    const own = await person.roleIds();
    return own.some((id) => roles.includes(id)) ? null : { sentence: withoutRole(roles) };
  },
};
