"""The simulation of a household: aids, likelihoods, amounts and reasons."""
