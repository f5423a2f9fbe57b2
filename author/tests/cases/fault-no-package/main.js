import lodash from 'lodash';
export const greet = lodash.upperCase;
