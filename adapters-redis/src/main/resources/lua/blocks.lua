-- Shared by the scripts about blocks; it precedes each of them.
--
-- KEYS[1] hash   blocks as JSON, by id
-- KEYS[2] zset   ids by creation time, ms
-- KEYS[3] zset   ids of blocks that end by themselves, by their end in ms
-- KEYS[4] string number of changes so far

local BLOCKS, CREATED, ENDS, VERSION = unpack(KEYS)

-- Removes a block without publishing it.
local function remove(id)
  redis.call('HDEL', BLOCKS, id)
  redis.call('ZREM', CREATED, id)
  redis.call('ZREM', ENDS, id)
end

-- Removes a bounded number of blocks that have ended. Returns how many were removed.
local function remove_ended(now, limit)
  local ended = redis.call('ZRANGEBYSCORE', ENDS, '-inf', now, 'LIMIT', 0, limit)
  for _, id in ipairs(ended) do remove(id) end
  return #ended
end

-- Stores a block. `ends` is its end in ms, or '' for none.
local function put(id, block, ends)
  redis.call('HSET', BLOCKS, id, block)
  if ends ~= '' then redis.call('ZADD', ENDS, ends, id) end
end

-- Numbers a change and publishes it. `block` is '' for a block that was removed. Returns the number.
local function publish_change(publish, channel, id, block)
  local version = redis.call('INCR', VERSION)
  redis.call(publish, channel, version .. '\n' .. id .. '\n' .. block)
  return version
end

