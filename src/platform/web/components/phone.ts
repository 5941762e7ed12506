/** 0912345678 as people read it out: "0912 345 678". */
export const spacedPhone = (number: string): string => number.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3');
