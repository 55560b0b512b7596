/** Stands in for the package of this name, which throws outside a server: journeys run on one. */
export {};
