/** Differential evolution, after Storn and Price (1997). */
package com.example.evolution;
