import { standardSchemaResolver } from '@hookform/resolvers/standard-schema';
import { createIdentityForm, editIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityValues } from '@/lib/identity/identity-values';

export const createResolver = standardSchemaResolver(createIdentityForm);

/** @param opened the stored values the form began with; those left alone are not judged */
export const editResolver = (opened: IdentityValues) => standardSchemaResolver(editIdentityForm(opened));
