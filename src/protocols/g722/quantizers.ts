/** Values of the low band's 6 bits, in 1024ths of its step: ITU-T G.722 3.4, table 9 (QQ6). */
export const LOW_VALUES_6 = Int32Array.from([
  -17, -17, -17, -17, -3101, -2738, -2376, -2088, -1873, -1689, -1535, -1399, -1279, -1170, -1072, -982, -899, -822,
  -750, -682, -618, -558, -501, -447, -396, -347, -300, -254, -211, -170, -130, -91, 3101, 2738, 2376, 2088, 1873, 1689,
  1535, 1399, 1279, 1170, 1072, 982, 899, 822, 750, 682, 618, 558, 501, 447, 396, 347, 300, 254, 211, 170, 130, 91, 54,
  17, -54, -17,
]);
/** Of its upper 4 bits, from which both sides guess on (QQ4). */
export const LOW_VALUES_4 = Int32Array.from([
  0, -2557, -1612, -1121, -786, -530, -323, -150, 2557, 1612, 1121, 786, 530, 323, 150, 0,
]);
/** Of the high band's 2 bits (QQ2). */
export const HIGH_VALUES = Int32Array.from([-926, -202, 926, 202]);

/** Where the low band's steps end, in 1024ths: table 7 (Q6). */
export const LOW_LIMITS = Int32Array.from([
  35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219, 1339, 1458,
  1612, 1765, 1980, 2195, 2557, 2919,
]);
/** The same between the high band's two, in 256ths of its step. */
export const HIGH_LIMIT = 141;

/** How each value makes the step grow or shrink, on a scale of logarithms: tables 8 and 11. */
export const LOW_GROWTH = Int32Array.from([
  -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
]);
export const HIGH_GROWTH = Int32Array.from([798, -214, 798, -214]);
export const LOW_MOST_GROWTH = 18_432;
export const HIGH_MOST_GROWTH = 22_528;

/** 2048 times the powers of two from 0 to 31/32: table 12 (ILB). */
export const POWERS = Int32Array.from([
  2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960, 3025,
  3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
]);
