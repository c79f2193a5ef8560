/**
 * Kinds of keys between which a server chooses by what its client can do. Two certificates of different kinds at one
 * address are a set-up; two of one kind are served in turn.
 */
export type KeyKind = 'RSA' | 'ECDSA';
