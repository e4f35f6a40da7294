/** A pruner that compares each trial with the best. */
package com.example.margin;
